"""The policies of what a feature takes and of what people do with it. Neither wakes anybody."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare.absence import IS_QUIET, LATE, QUIET, ZERO
from dogwatch.declare.feature import Feature
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.policies.policy import policy
from dogwatch.declare.signals import Engagement, Resources
from dogwatch.query import Expr, MetricAlert, anomalies, day_before, hour_before, read_window, timeshift, week_before
from dogwatch.values import Duration, Percent

_BEFORE = {3600.0: hour_before, 86400.0: day_before, 604800.0: week_before}

# Points of anomaly monitors, in seconds; five of them fit into the window that is judged (docs: monitors, anomaly).
_INTERVALS = (3600, 1200, 600, 300, 120, 60)


@policy
def resources(feature: Feature) -> Iterator[Monitor]:
    """Processor time of the feature's calls, and memory of the processes it runs in."""
    for signal in feature.signals_of(Resources):
        if signal.cpu is not None:
            yield Monitor(
                "cpu",
                feature=feature,
                title=f"p95 processor time above {signal.cpu.critical}",
                what=f"95% of calls take up to {{{{value}}}} s of a processor; the limit is {signal.cpu.critical}.",
                query=feature.metrics.cpu.p95().over(signal.over, "percentile") > signal.cpu.critical.seconds,
                warn=signal.cpu.warn.seconds if signal.cpu.warn else None,
                options=QUIET,
                absence=IS_QUIET,
                pages=False,
                why=signal.why,
                place=signal.place,
            )
        if signal.memory is not None:
            limit = signal.memory.critical
            yield Monitor(
                "memory",
                feature=feature,
                title=f"a process holds more than {limit}",
                what=f'A process of it holds {{{{eval "humanize_bytes(value)"}}}}; the limit is {limit}.',
                query=feature.metrics.process_memory.max().over(signal.over) > limit.bytes,
                warn=signal.memory.warn.bytes if signal.memory.warn else None,
                options=QUIET,
                absence="the process is gone, and its memory with it: the alert ends",
                pages=False,
                why=signal.why,
                place=signal.place,
            )


@policy
def engagement(feature: Feature) -> Iterator[Monitor]:
    """Each action that people take less often than before, or less often than predicted."""
    for signal in feature.signals_of(Engagement):
        for action in signal.actions:
            done = feature.metrics.interactions.where(action=action).sum().as_count()
            if signal.drop is not None:
                yield _drop(feature, signal, action, _missing(done, signal, signal.drop), signal.drop)
            if signal.band is not None:
                yield _band(feature, signal, action, done, signal.band)


def _missing(done: Expr, signal: Engagement, drop: Percent) -> MetricAlert:
    """How many actions are missing to what may be missing: (1 - drop) * then - now.

    Datadog's own change query takes the change point by point and aggregates afterwards (docs: monitors, change alert),
    so a sum of it is no percentage of the window, and it has no place for a least number. A difference of counts comes
    out the same in either order. The threshold is what keeps windows silent that had at most `least` actions.
    """
    kept = round(1 - drop.fraction, 9)
    before = _BEFORE.get(signal.against.seconds)
    then = before(done) if before else timeshift(done, signal.against)
    return (kept * then - done).over(signal.over) > kept * signal.least


def _drop(feature: Feature, signal: Engagement, action: str, query: MetricAlert, drop: Percent) -> Monitor:
    before = f"{signal.over} that ended {signal.against} ago"
    return Monitor(
        f"engagement-{action}-drop",
        feature=feature,
        title=f"{action} happens {drop} less than {signal.against} ago",
        what=f"{action} happened {drop} less often than in the {before}, and {{{{value}}}} times fewer even than that.",
        query=query,
        options={**ZERO, **LATE},
        absence="none count as zero: nobody does it at all",
        pages=False,
        why=signal.why,
        place=signal.place,
    )


def _band(feature: Feature, signal: Engagement, action: str, done: Expr, width: float) -> Monitor:
    interval = next(seconds for seconds in _INTERVALS if 5 * seconds <= signal.over.seconds)
    expected = anomalies(
        done,
        "agile",
        width,
        alert_window=signal.over,
        interval=Duration(float(interval)),
        direction="below",
        seasonality="weekly",
    )
    window = str(read_window(signal.over))
    return Monitor(
        f"engagement-{action}-band",
        feature=feature,
        title=f"{action} happens less often than predicted",
        what=f"All through {signal.over}, {action} happened less often than the past weeks predict.",
        query=expected.over(_looked_at(signal.over)) >= 1,
        options={
            "threshold_windows": {"trigger_window": window, "recovery_window": window},
            "thresholds": {"critical_recovery": 0},
            # Missing counts are zero to the band. Only when nothing at all comes does the state stay, here for a day.
            "timeout_h": 24,
        },
        absence="none count as zero, which is below the band; when nothing has come for a day, the alert ends",
        pages=False,
        why=signal.why,
        place=signal.place,
    )


def _looked_at(judged: Duration) -> str:
    """How much of the past is drawn beside the window that is judged, as Datadog's own form proposes."""
    if judged.seconds <= 1800:
        return "4h"
    return "1d" if judged.seconds <= 7200 else "1w"
