"""What is measured of a feature, and the limits beyond which somebody is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from dogwatch.declare.limit import (
    Threshold,
    bytes_limit,
    duration,
    duration_limit,
    optional_percent,
    percent_limit,
    rate_limit,
)
from dogwatch.declare.several import several
from dogwatch.place import Place, here
from dogwatch.values import Bytes, Duration, Percent, Rate


def _actions(value: Iterable[str]) -> tuple[str, ...]:
    return several(value)


@attrs.frozen(kw_only=True)
class Signal:
    """Something measured; `over` is the window that an evaluation looks at."""

    over: Duration = attrs.field(default=Duration(300.0), converter=duration)
    place: Place = attrs.field(factory=here, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class Latency(Signal):
    """Response time: limits on percentiles of the duration of the feature's calls."""

    p50: Threshold[Duration] | None = attrs.field(default=None, converter=duration_limit)
    p75: Threshold[Duration] | None = attrs.field(default=None, converter=duration_limit)
    p90: Threshold[Duration] | None = attrs.field(default=None, converter=duration_limit)
    p95: Threshold[Duration] | None = attrs.field(default=None, converter=duration_limit)
    p99: Threshold[Duration] | None = attrs.field(default=None, converter=duration_limit)

    @property
    def limits(self) -> Iterator[tuple[str, Threshold[Duration]]]:
        """The percentiles that have a limit, as ("p95", threshold)."""
        for percentile in ("p50", "p75", "p90", "p95", "p99"):
            threshold: Threshold[Duration] | None = getattr(self, percentile)
            if threshold is not None:
                yield percentile, threshold


@attrs.frozen(kw_only=True)
class Errors(Signal):
    """The share of the feature's calls that end in an error."""

    rate: Threshold[Percent] | None = attrs.field(default=None, converter=percent_limit)


@attrs.frozen(kw_only=True)
class Traffic(Signal):
    """How often the feature is called: fewer than `min`, or more than `max`, and somebody is told."""

    min: Threshold[Rate] | None = attrs.field(default=None, converter=rate_limit)
    max: Threshold[Rate] | None = attrs.field(default=None, converter=rate_limit)


@attrs.frozen(kw_only=True)
class Resources(Signal):
    """What the feature takes: processor time per call (95% of calls stay below), and memory of its service's processes.

    Memory is that of the largest process, whatever it does beside the feature.
    """

    cpu: Threshold[Duration] | None = attrs.field(default=None, converter=duration_limit)
    memory: Threshold[Bytes] | None = attrs.field(default=None, converter=bytes_limit)


@attrs.frozen(kw_only=True)
class Engagement(Signal):
    """What people do with the feature, action by action: fewer than before, and somebody is told.

    `drop` is the share that is missing in the window `over`, compared with the same window `against` earlier; windows
    that had at most `least` actions then say nothing. `band` is how many deviations the number may lie below what
    Datadog predicts from the past weeks.
    """

    actions: tuple[str, ...] = attrs.field(converter=_actions)
    drop: Percent | None = attrs.field(default=None, converter=optional_percent)
    against: Duration = attrs.field(default=Duration(604800.0), converter=duration)
    least: int = attrs.field(default=50)
    band: float | None = attrs.field(default=None)
    over: Duration = attrs.field(default=Duration(3600.0), converter=duration)
