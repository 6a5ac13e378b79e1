"""When a downtime lasts, as far as a client must understand it: whether two say the same, and whether one is over."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dogwatch.kinds.enveloped import attributes_of
from dogwatch.kinds.equality import same

_UNTIL = re.compile(r"(?:^|;|:)UNTIL=(\d{8}(?:T\d{6})?)(Z?)(?:;|$)")
ENDED = ("canceled", "ended")


def is_over(body: Mapping[str, Any], now: float) -> bool:
    """Whether it ended, was canceled, or can never begin again: its end, or the last day of its rule, is past."""
    attributes = attributes_of(body)
    schedule = attributes.get("schedule")
    if attributes.get("status") in ENDED:
        return True
    if not isinstance(schedule, Mapping):
        return False
    if "recurrences" in schedule:
        zone = _zone(schedule.get("timezone"))
        ends = [_until(each.get("rrule"), zone) for each in schedule["recurrences"]]
        # What began on the last day may go on for as long as one of them lasts; Datadog says then when it has ended.
        return bool(ends) and all(end is not None and end <= now for end in ends)
    end = instant(schedule.get("end"))
    return end is not None and end <= now


def begins(schedule: Mapping[str, Any]) -> bool:
    """Whether it says when it begins; otherwise Datadog takes the moment in which it is made."""
    return all(each.get("start") for each in schedule.get("recurrences") or [schedule])


def is_same(declared: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    """Whether a found schedule is the declared one. Where none is declared, Datadog puts the beginning."""
    if "recurrences" not in declared:
        names = [name for name in ("start", "end") if name in declared]
        return "recurrences" not in found and all(_alike(declared[name], found.get(name)) for name in names)
    wanted, seen = declared["recurrences"], found.get("recurrences") or ()
    return (
        len(wanted) == len(seen)
        and (declared.get("timezone") or "UTC") == (found.get("timezone") or "UTC")
        and all(map(_is_same_recurrence, wanted, seen))
    )


def carried(declared: Mapping[str, Any], found: Mapping[str, Any]) -> dict[str, Any]:
    """The declared schedule with the beginning of the found one where it says none: a schedule is replaced whole."""
    if "recurrences" in declared or "start" in declared or found.get("start") is None:
        return dict(declared)
    return {"start": found["start"], **declared}


def instant(text: object) -> float | None:
    """The second of an ISO time with an offset; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return None
    return None if moment.tzinfo is None else moment.timestamp()


def is_local(text: object) -> bool:
    """Whether it is an ISO time without an offset, which its time zone gives it."""
    try:
        return datetime.fromisoformat(text).tzinfo is None  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return False


def _alike(declared: object, found: object) -> bool:
    seconds = instant(declared)
    return same(declared, found) if seconds is None else seconds == instant(found)


def _is_same_recurrence(declared: Mapping[str, Any], found: Mapping[str, Any]) -> bool:
    return all(_local(name, found.get(name)) == _local(name, value) for name, value in declared.items())


def _local(name: str, value: Any) -> Any:
    """A value as it is compared: Datadog may show a beginning with fractions of a second."""
    try:
        return datetime.fromisoformat(value) if name == "start" else value
    except (TypeError, ValueError):
        return value


def _until(rrule: object, zone: ZoneInfo) -> float | None:
    match = _UNTIL.search(rrule) if isinstance(rrule, str) else None
    if match is None:
        return None
    moment = datetime.strptime(match[1], "%Y%m%dT%H%M%S" if "T" in match[1] else "%Y%m%d")
    return moment.replace(tzinfo=UTC if match[2] else zone).timestamp()


def _zone(name: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(name or "UTC"))
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
