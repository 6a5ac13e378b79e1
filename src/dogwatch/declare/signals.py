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


def _texts(value: Iterable[str]) -> tuple[str, ...]:
    return several(value)


@attrs.frozen(kw_only=True)
class Signal:
    """Something measured; `over` is the window that an evaluation looks at, `why` says what the limits are good for."""

    over: Duration = attrs.field(default=Duration(300.0), converter=duration)
    why: str = ""
    place: Place = attrs.field(factory=here, eq=False, repr=False)


@attrs.frozen(kw_only=True)
class CallSignal(Signal):
    """Something measured of the feature's calls: of all together, or of each group that the tag keys `by` tell apart.

    With `by=["region"]` every region has its own state and its own message; `notify_by` names those of the keys by
    which messages are sent, and `["*"]` sends one for all groups.
    """

    by: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    notify_by: tuple[str, ...] = attrs.field(default=(), converter=_texts)


@attrs.frozen(kw_only=True)
class Latency(CallSignal):
    """Response time: limits on percentiles of the duration of the feature's calls, over the whole window.

    A window with fewer than `least` calls says nothing: unless given, that is fewer than a percentile needs not to be
    the slowest call alone (20 up to p95, 100 for p99). With `least=0` every call counts.
    """

    p50: Threshold[Duration] | None = attrs.field(default=None, converter=duration_limit)
    p75: Threshold[Duration] | None = attrs.field(default=None, converter=duration_limit)
    p90: Threshold[Duration] | None = attrs.field(default=None, converter=duration_limit)
    p95: Threshold[Duration] | None = attrs.field(default=None, converter=duration_limit)
    p99: Threshold[Duration] | None = attrs.field(default=None, converter=duration_limit)
    least: int | None = attrs.field(default=None)

    @property
    def limits(self) -> Iterator[tuple[str, Threshold[Duration]]]:
        """The percentiles that have a limit, as ("p95", threshold)."""
        for percentile in ("p50", "p75", "p90", "p95", "p99"):
            threshold: Threshold[Duration] | None = getattr(self, percentile)
            if threshold is not None:
                yield percentile, threshold


@attrs.frozen(kw_only=True)
class Errors(CallSignal):
    """The share of the feature's calls that end in an error.

    A window with fewer than `least` calls says nothing: unless given, so few that a single failure exceeds the limit
    (100 calls for 1%; 20 at least). Where no `Availability` is promised, an alert on hours in which hardly any call
    succeeds watches the quiet ones. With `least=0` every call counts.

    `compare="version"` alerts as well when a version fails more than twice the limit while all together keep it, since
    the few calls of a new version hardly change the share of all.
    """

    rate: Threshold[Percent] | None = attrs.field(default=None, converter=percent_limit)
    least: int | None = attrs.field(default=None)
    compare: str | None = attrs.field(default=None)


@attrs.frozen(kw_only=True)
class Traffic(CallSignal):
    """How often the feature is called: fewer than `min`, or more than `max`, and somebody is told.

    No calls at all count as zero, so `min` also tells when the service is gone. Of groups that `by` tells apart Datadog
    remembers a silent one for a day.
    """

    min: Threshold[Rate] | None = attrs.field(default=None, converter=rate_limit)
    max: Threshold[Rate] | None = attrs.field(default=None, converter=rate_limit)


@attrs.frozen(kw_only=True)
class Resources(Signal):
    """What the feature takes: processor time per call (`cpu`), and memory per process (`memory`).

    Processor time is what 95% of the feature's calls stay below, in the window. Memory is that of the largest process
    of its service, whatever that does beside the feature.
    """

    cpu: Threshold[Duration] | None = attrs.field(default=None, converter=duration_limit)
    memory: Threshold[Bytes] | None = attrs.field(default=None, converter=bytes_limit)


@attrs.frozen(kw_only=True)
class Engagement(Signal):
    """What people do with the feature, action by action: fewer than before, and somebody is told.

    `drop` is the share that is missing in the window `over`, compared with the same window `against` earlier. It asks
    for `(1 - drop) * then - now > (1 - drop) * least`: windows that had at most `least` actions then say nothing, and
    of more the last `least` may always be missing too, so that the drop is seen exactly where numbers are large.
    `band` is how many deviations the number may lie below what Datadog predicts from the past weeks; it has no least
    number, since the band of small numbers is wide.
    """

    actions: tuple[str, ...] = attrs.field(converter=_texts)
    drop: Percent | None = attrs.field(default=None, converter=optional_percent)
    against: Duration = attrs.field(default=Duration(604800.0), converter=duration)
    least: int = attrs.field(default=50)
    band: float | None = attrs.field(default=None)
    over: Duration = attrs.field(default=Duration(3600.0), converter=duration)
