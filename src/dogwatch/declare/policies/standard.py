"""The policies every catalog has unless it names others: one per signal, and one for objectives.

Where an objective covers a signal, the signal's monitors wake nobody: the fast burn of the error budget does.
"""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare.absence import IS_DEAD, IS_QUIET, QUIET, ZERO
from dogwatch.declare.feature import Feature
from dogwatch.declare.groups import concerned, group_options, grouped, titled
from dogwatch.declare.limit import Threshold
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.objectives import LatencyObjective
from dogwatch.declare.policies.burn_rate import burns_fast
from dogwatch.declare.policies.failures import errors
from dogwatch.declare.policies.guard import enough_for_percentile, guarded
from dogwatch.declare.policies.policy import policy
from dogwatch.declare.policies.promises import objectives
from dogwatch.declare.policies.usage import engagement, resources
from dogwatch.declare.signals import Latency, Traffic
from dogwatch.values import Duration, Rate


@policy
def latency(feature: Feature) -> Iterator[Monitor]:
    """A monitor per percentile with a limit: the percentile of the calls of the window is above it.

    It is that of all calls of the window, not an average over parts of it, whose few calls would each have their own.
    """
    for signal in feature.signals_of(Latency):
        for percentile, limit in signal.limits:
            percent = float(percentile.removeprefix("p"))
            measured = grouped(feature.metrics.duration.percentile(percent), signal.by)
            monitor = Monitor(
                f"latency-{percentile}",
                feature=feature,
                title=f"{percentile} response time above {limit.critical}{titled(signal.by)}",
                what=f"{percent:g}% of calls{concerned(signal.by)} take up to {{{{value}}}} s; "
                f"the limit is {limit.critical}.",
                query=measured.over(signal.over, "percentile") > limit.critical.seconds,
                warn=limit.warn.seconds if limit.warn else None,
                options={**QUIET, **group_options(signal.by, signal.notify_by, signal.over)},
                absence=IS_QUIET,
                pages=False if burns_fast(feature.objectives_of(LatencyObjective)) else None,
                why=signal.why,
                place=signal.place,
            )
            calls = grouped(feature.metrics.duration.count().as_count(), signal.by)
            least = enough_for_percentile(percent) if signal.least is None else signal.least
            yield from guarded(monitor, calls, least, signal.over)


@policy
def traffic(feature: Feature) -> Iterator[Monitor]:
    """Fewer or more calls in the window than the limit allows; no calls at all count as zero."""
    for signal in feature.signals_of(Traffic):
        if signal.min is not None:
            least = f"{signal.min.critical}{titled(signal.by)}"
            yield _counted(feature, signal, signal.min, "min", f"fewer calls than {least}")
        if signal.max is not None:
            most = f"{signal.max.critical}{titled(signal.by)}"
            yield _counted(feature, signal, signal.max, "max", f"more calls than {most}")


def _counted(feature: Feature, signal: Traffic, limit: Threshold[Rate], end: str, title: str) -> Monitor:
    """The monitor of the least or of the most calls."""
    critical, warn = _calls(limit, signal.over)
    calls = grouped(feature.metrics.hits.sum().as_count(), signal.by).over(signal.over)
    came = f"{{{{value}}}} calls{concerned(signal.by)} in {signal.over}"
    is_least = end == "min"
    return Monitor(
        f"traffic-{end}",
        feature=feature,
        title=title,
        what=f"{came}, fewer than {limit.critical}: people may not get through."
        if is_least
        else f"{came}; the limit is {limit.critical}.",
        query=calls < critical if is_least else calls > critical,
        warn=warn,
        options={**ZERO, **group_options(signal.by, signal.notify_by, signal.over)},
        absence=IS_DEAD if is_least else "no calls count as zero, which is not too many: the alert ends",
        why=signal.why,
        place=signal.place,
    )


def _calls(limit: Threshold[Rate], window: Duration) -> tuple[float, float | None]:
    """The limit's two rates as numbers of calls in a window."""
    warn = limit.warn.per_second * window.seconds if limit.warn else None
    return limit.critical.per_second * window.seconds, warn


STANDARD = (latency, errors, traffic, resources, engagement, objectives)
