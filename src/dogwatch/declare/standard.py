"""The policies every catalog has unless it names others: one per signal, and one for objectives.

Where an objective covers a signal, the signal's monitors wake nobody: the fast burn of the error budget does.
"""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare.feature import Feature
from dogwatch.declare.limit import Threshold
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.objectives import Availability, LatencyObjective
from dogwatch.declare.policies import policy
from dogwatch.declare.promises import objectives
from dogwatch.declare.signals import Errors, Latency, Traffic
from dogwatch.declare.usage import engagement, resources
from dogwatch.values import Duration, Rate


@policy
def latency(feature: Feature) -> Iterator[Monitor]:
    """One monitor per percentile with a limit: the percentile over the window is above it."""
    for signal in feature.signals_of(Latency):
        for percentile, limit in signal.limits:
            share = percentile.removeprefix("p")
            measured = feature.metrics.duration.percentile(float(share)).over(signal.over)
            yield Monitor(
                f"latency-{percentile}",
                feature=feature,
                title=f"{percentile} response time above {limit.critical}",
                what=f"{share}% of calls take up to {{{{value}}}} s; the limit is {limit.critical}.",
                query=measured > limit.critical.seconds,
                warn=limit.warn.seconds if limit.warn else None,
                pages=not feature.objectives_of(LatencyObjective),
                place=signal.place,
            )


@policy
def errors(feature: Feature) -> Iterator[Monitor]:
    """The share of calls that end in an error is above the limit."""
    for signal in feature.signals_of(Errors):
        if signal.rate is None:
            continue
        hits = feature.metrics.hits.sum()
        share = hits.where(outcome="error").as_count() / hits.as_count()
        yield Monitor(
            "errors",
            feature=feature,
            title=f"more than {signal.rate.critical} of calls fail",
            what=f'{{{{eval "value*100"}}}}% of calls fail; the limit is {signal.rate.critical}.',
            query=share.over(signal.over) > signal.rate.critical.fraction,
            warn=signal.rate.warn.fraction if signal.rate.warn else None,
            pages=not feature.objectives_of(Availability),
            place=signal.place,
        )


@policy
def traffic(feature: Feature) -> Iterator[Monitor]:
    """Fewer or more calls in the window than the limit allows; no calls at all count as zero."""
    for signal in feature.signals_of(Traffic):
        window = signal.over
        calls = feature.metrics.hits.sum().as_count().over(window)
        if signal.min is not None:
            critical, warn = _calls(signal.min, window)
            yield Monitor(
                "traffic-min",
                feature=feature,
                title=f"fewer calls than {signal.min.critical}",
                what=f"{{{{value}}}} calls in {window}, fewer than {signal.min.critical}: people may not get through.",
                query=calls < critical,
                warn=warn,
                # With a count, "default" evaluates missing data as zero: a silent feature is one nobody can reach.
                options={"on_missing_data": "default"},
                place=signal.place,
            )
        if signal.max is not None:
            critical, warn = _calls(signal.max, window)
            yield Monitor(
                "traffic-max",
                feature=feature,
                title=f"more calls than {signal.max.critical}",
                what=f"{{{{value}}}} calls in {window}; the limit is {signal.max.critical}.",
                query=calls > critical,
                warn=warn,
                place=signal.place,
            )


def _calls(limit: Threshold[Rate], window: Duration) -> tuple[float, float | None]:
    """The limit's two rates as numbers of calls in a window."""
    warn = limit.warn.per_second * window.seconds if limit.warn else None
    return limit.critical.per_second * window.seconds, warn


STANDARD = (latency, errors, traffic, resources, engagement, objectives)
