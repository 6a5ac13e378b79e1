"""A downtime: whom it mutes, and when."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal, TypeAlias

from dogwatch.judge.matching import matches
from dogwatch.judge.recurrence import Recurrence, Span, merged
from dogwatch.judge.status import Status

Phase: TypeAlias = Literal["active", "scheduled", "ended", "canceled"]

EVER: Final = 2**53
_ALL_MONITORS: Final = "*"
_DURATION: Final = re.compile(r"(\d+)([mhdw])")
_UNITS: Final = {"m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}
_STATES: Final = {"alert": Status.ALERT, "warn": Status.WARN, "no data": Status.NO_DATA}


@dataclass(frozen=True)
class Downtime:
    """Mutes the groups within `scope` of a monitor, or of all monitors that have all the tags.

    It lasts once, for `once` (up to `EVER` without an end), or by its `recurrences`; seconds since 1970, also of its
    cancellation.
    """

    id: str
    scope: str
    monitor_id: int | None = None
    monitor_tags: tuple[str, ...] = ()
    once: Span | None = None
    recurrences: tuple[Recurrence, ...] = ()
    canceled: int | None = None
    mutes_first_recovery: bool = False
    end_states: frozenset[Status] = frozenset(_STATES.values())
    end_types: frozenset[str] = frozenset({"expired"})

    def mutes(self, monitor: int, monitor_tags: Sequence[str], tags: Sequence[str]) -> bool:
        """Whether it is about a group, by the tags of its monitor and its own."""
        if self.monitor_id is not None:
            is_meant = monitor == self.monitor_id
        else:
            is_meant = self.monitor_tags == (_ALL_MONITORS,) or set(self.monitor_tags) <= set(monitor_tags)
        return is_meant and matches(self.scope, tags)

    def spans(self, begin: int, end: int) -> list[Span]:
        """When it lasts, as far as that overlaps a time; a cancellation ends it."""
        until = end if self.canceled is None else min(end, self.canceled)
        found = merged(span for each in self._schedules for span in _overlapping(each, begin, until))
        if self.canceled is None:
            return found
        return [(first, min(last, self.canceled)) for first, last in found if self.canceled > begin]

    def at(self, second: int) -> Span | None:
        """The span that a second lies in."""
        found = self.spans(second, second + 1)
        return found[0] if found else None

    def current(self, now: int) -> Span | None:
        """The one that is going on, or else comes next; of what was canceled or is over, none."""
        coming = [span for each in self._schedules if (span := _next(each, now))]
        return min(coming) if coming and self.canceled is None else None

    def latest(self, now: int) -> Span | None:
        """The last one that was."""
        for reach in (8 * 86400, 367 * 86400, 10 * 366 * 86400):
            if found := self.spans(now - reach, now):
                return found[-1]
        return None

    def phase(self, now: int) -> Phase:
        """Where it is in its life."""
        if self.canceled is not None:
            return "canceled"
        current = self.current(now)
        if current is None:
            return "ended"
        return "active" if current[0] <= now else "scheduled"

    @property
    def _schedules(self) -> Sequence[Span | Recurrence]:
        return self.recurrences if self.once is None else (self.once,)


def read_downtime(id: str, attributes: Mapping[str, Any]) -> Downtime:
    """The downtime that the attributes of Datadog's API say, once they are stored: with a beginning."""
    identifier, schedule = attributes["monitor_identifier"], attributes["schedule"]
    canceled = attributes.get("canceled")
    return Downtime(
        id,
        attributes["scope"],
        identifier.get("monitor_id"),
        tuple(identifier.get("monitor_tags") or ()),
        None if "recurrences" in schedule else _once(schedule),
        _recurrences(schedule) if "recurrences" in schedule else (),
        None if canceled is None else _second(canceled),
        bool(attributes.get("mute_first_recovery_notification")),
        frozenset(_STATES[state] for state in attributes["notify_end_states"]),
        frozenset(attributes["notify_end_types"]),
    )


def duration_seconds(duration: str) -> int | None:
    """The seconds of `90m`, `1h`, `2d` or `1w`; None for what is no duration."""
    found = _DURATION.fullmatch(duration)
    return None if found is None else int(found[1]) * _UNITS[found[2]]


def _once(schedule: Mapping[str, Any]) -> Span:
    end = schedule.get("end")
    return _second(schedule["start"]), EVER if end is None else _second(end)


def _recurrences(schedule: Mapping[str, Any]) -> tuple[Recurrence, ...]:
    timezone = schedule.get("timezone") or "UTC"
    return tuple(
        Recurrence(
            each["rrule"], datetime.fromisoformat(each["start"]), duration_seconds(each["duration"]) or 0, timezone
        )
        for each in schedule["recurrences"]
    )


def _second(text: str) -> int:
    return int(datetime.fromisoformat(text).timestamp())


def _overlapping(schedule: Span | Recurrence, begin: int, end: int) -> list[Span]:
    if isinstance(schedule, Recurrence):
        return list(schedule.spans(begin, end))
    return [schedule] if schedule[0] < end and schedule[1] > begin else []


def _next(schedule: Span | Recurrence, now: int) -> Span | None:
    if isinstance(schedule, Recurrence):
        return schedule.next(now)
    return schedule if schedule[1] > now else None
