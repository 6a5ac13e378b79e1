"""What is measured of a feature, and the limits beyond which somebody is told."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from dogwatch.declare.limit import Threshold, duration, duration_limit, percent_limit, rate_limit
from dogwatch.place import Place, here
from dogwatch.values import Duration, Percent, Rate


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
