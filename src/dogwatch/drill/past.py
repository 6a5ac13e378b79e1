"""The week before a drill, written into the embedded Datadog as what was rehearsed, over and over.

The shop rehearses for some seconds, and what it sent then is what each minute of the week was like, but for what a
drill says went wrong in it. So nothing here knows a metric, and what is compared with a week ago finds one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from dogwatch.kinds import Request

WEEK, HOUR = 7 * 86400, 3600
# The embedded Datadog takes what is younger than four hours, so its clock goes along in steps.
STEP = 4 * HOUR
# A graph of an hour has a point each 20 seconds, and is held against the one of a week ago; what monitors look at is by
# the minute; a graph of a day has a point each 300.
_SEEN, _RECENT = 4 * HOUR, 6 * HOUR
_FINEST, _FINE, _COARSE = 20, 60, 300
# So many durations show how they are distributed; more of them say nothing new.
_SHOWN = 20
_TYPES = {b"c": "count", b"g": "gauge", b"d": "distribution"}


@dataclass(frozen=True)
class Shift:
    """A share of the calls that bear the tags `of`: they bear `to` in place of others of those keys, or are missing."""

    of: frozenset[str]
    share: float
    to: frozenset[str] | None = None


class Series(NamedTuple):
    """A metric, its type, and its tags."""

    metric: str
    type: str
    tags: frozenset[str]


Values = dict[Series, list[float]]


def read(lines: Iterable[bytes]) -> Values:
    """The values in lines of DogStatsD, by their series; sets, checks and events are left out."""
    values: Values = defaultdict(list)
    for line in lines:
        said, *fields = line.split(b"|")
        name, *numbers = said.split(b":")
        if line.startswith(b"_") or not fields or fields[0] not in _TYPES:
            continue
        tags = next((field[1:] for field in fields if field.startswith(b"#")), b"")
        series = Series(name.decode(), _TYPES[fields[0]], frozenset(filter(None, tags.decode().split(","))))
        values[series] += map(float, numbers)
    return dict(values)


@dataclass(frozen=True)
class Past:
    """What came in so many seconds, and what was different `since` a second of the clock."""

    values: Values
    seconds: float
    since: float = 0.0
    shifts: Sequence[Shift] = ()

    def requests(self, begin: float, end: float, now: float) -> Iterator[Request]:
        """What is to be sent for the time between two seconds of the week that ends now."""
        step = _step(now - end)
        times = range(int(begin), int(end), step)
        counted: list[dict[str, Any]] = []
        distributed: list[dict[str, Any]] = []
        usual = self.values
        broken = _shifted(usual, self.shifts)
        for values, during in (
            (usual, [at for at in times if at < self.since or not self.shifts]),
            (broken, [at for at in times if at >= self.since and self.shifts]),
        ):
            for series, numbers in values.items() if during else ():
                said = {"metric": series.metric, "tags": sorted(series.tags)}
                if series.type == "distribution":
                    shown = numbers[:: -(-len(numbers) // _SHOWN)]
                    distributed.append({**said, "points": [[at, shown] for at in during]})
                else:
                    value = sum(numbers) * step / self.seconds if series.type == "count" else numbers[-1]
                    counted.append({**said, "type": series.type, "points": [[at, value] for at in during]})
        yield Request("POST", "/api/v1/series", body={"series": counted})
        yield Request("POST", "/api/v1/distribution_points", body={"series": distributed})


def _step(ago: float) -> int:
    """The seconds between two points of a time that ended so long ago."""
    if ago < _SEEN or WEEK - _SEEN <= ago < WEEK + _SEEN:
        return _FINEST
    return _FINE if ago < _RECENT else _COARSE


def _shifted(values: Values, shifts: Sequence[Shift]) -> Values:
    for shift in shifts:
        after: Values = defaultdict(list)
        for series, numbers in values.items():
            if shift.of <= series.tags and series.type != "gauge":
                stay, go = _split(series, numbers, shift.share)
                after[series] += stay
                if shift.to is not None:
                    after[series._replace(tags=_replaced(series.tags, shift.to))] += go
            else:
                after[series] += numbers
        values = {series: numbers for series, numbers in after.items() if numbers}
    return values


def _split(series: Series, numbers: list[float], share: float) -> tuple[list[float], list[float]]:
    if series.type == "distribution":
        gone = round(len(numbers) * share)
        return numbers[gone:], numbers[:gone]
    total = sum(numbers)
    return ([total * (1 - share)] if share < 1 else []), [total * share]


def _replaced(tags: frozenset[str], by: frozenset[str]) -> frozenset[str]:
    keys = {tag.partition(":")[0] for tag in by}
    return frozenset(tag for tag in tags if tag.partition(":")[0] not in keys) | by
