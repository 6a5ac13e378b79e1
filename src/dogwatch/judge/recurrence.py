"""What recurs by a rule of iCalendar (RFC 5545), at the same time of the day in its time zone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from dateutil.rrule import rrulebase

# From a second since 1970 to before another.
Span: TypeAlias = tuple[int, int]

_UNTIL: Final = re.compile(r"UNTIL=(\d{8}T\d{6})Z", re.IGNORECASE)
_FREQUENCY: Final = re.compile(r"(?:^|[;:])FREQ=(\w+)", re.IGNORECASE)
_FREQUENCIES: Final = ("HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
# Recorded: a downtime of July 2042 in New York is in winter time, as no rules reach further than this year.
_LAST_CHANGE: Final = 2037
_EARLIEST: Final = 86400
_PARTS: Final = re.compile(r"(?:^|[;\n])(DTSTART|DTEND|DURATION)", re.IGNORECASE)


class Recurrence(NamedTuple):
    """Lasts `duration` seconds each time; `start` is the first time, of the clock on the wall in `timezone`.

    What falls into an hour that the clock skips comes an hour later.
    """

    rrule: str
    start: datetime
    duration: int
    timezone: str = "UTC"

    @property
    def mistake(self) -> str | None:
        """Why the rule, the duration or the time zone is none; None where all are sound."""
        if found := _PARTS.search(self.rrule):
            return f"{found[1]} does not belong into an rrule"
        frequency = _FREQUENCY.search(self.rrule)
        if frequency is None or frequency[1].upper() not in _FREQUENCIES:
            return f"FREQ must be one of {', '.join(_FREQUENCIES)}"
        if self.duration <= 0:
            return "the duration must be positive"
        try:
            next(self._starts(self.start - timedelta(1)), None)
        except (ValueError, KeyError, OSError) as error:
            # dateutil says what is wrong with a rule, zoneinfo which zone there is not.
            return str(error)
        return None

    def spans(self, begin: int, end: int) -> Iterator[Span]:
        """Those that overlap a time, in order."""
        for first in self._seconds(begin):
            if first >= end:
                return
            if first + self.duration > begin:
                yield first, first + self.duration

    def next(self, after: int) -> Span | None:
        """The one that is going on then, or else the first that comes; None when the rule has come to its end."""
        for first in self._seconds(after):
            if first + self.duration > after:
                return first, first + self.duration
        return None

    def _seconds(self, begin: int) -> Iterator[int]:
        """When those begin that may still go on at a second, and all later ones."""
        zone = ZoneInfo(self.timezone)
        earliest = max(begin - self.duration, _EARLIEST)
        local = datetime.fromtimestamp(earliest, zone).replace(tzinfo=None) - timedelta(days=1)
        return (_second(start, zone) for start in self._starts(local))

    def _starts(self, earliest: datetime) -> Iterator[datetime]:
        return iter(_rule(self.rrule, self.start, self.timezone).xafter(earliest))


@lru_cache(maxsize=1000)
def _rule(text: str, start: datetime, timezone: str) -> rrulebase:
    """The rule, which keeps what it has counted up to once; an UNTIL in UTC becomes one of the clock on the wall."""
    # dateutil takes 20 ms to import, and few catalogs have a schedule.
    from dateutil.rrule import rrulestr

    zone = ZoneInfo(timezone)

    def local(found: re.Match[str]) -> str:
        until = datetime.strptime(found[1], "%Y%m%dT%H%M%S").replace(tzinfo=UTC)
        return f"UNTIL={until.astimezone(zone):%Y%m%dT%H%M%S}"

    return rrulestr(_UNTIL.sub(local, text), dtstart=start, cache=True)


def _second(wall: datetime, zone: ZoneInfo) -> int:
    there = wall.replace(tzinfo=zone)
    if wall.year > _LAST_CHANGE:
        return int((there + (there.dst() or timedelta())).timestamp())
    return int(there.timestamp())


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that touch or overlap as one."""
    found: list[Span] = []
    for begin, end in sorted(spans):
        if found and begin <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((begin, end))
    return found
