"""When a downtime lasts: once, with a beginning and perhaps an end, or by rules of recurrence."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from dogwatch.judge import Recurrence, duration_seconds
from dogwatch.local.api import errors

Schedule = dict[str, Any]

_OF_ONE = {"rrule", "duration", "start"}


def taken(sent: object, now: datetime) -> Schedule:
    """The schedule as it is stored: without a beginning it begins now; refuses (400) what is none."""
    if not isinstance(sent, dict):
        raise errors.invalid("schedule")
    known = {"recurrences", "timezone"} if "recurrences" in sent else {"start", "end"}
    _check_known(sent, known)
    return _recurring(sent, now) if "recurrences" in sent else _once(sent, now)


def _once(sent: Mapping[str, Any], now: datetime) -> Schedule:
    start = _moment("start", sent.get("start")) or now
    end = _moment("end", sent.get("end"))
    if end is not None and end <= max(start, now):
        raise errors.invalid("end", "it is not later than start and now")
    return {"start": start.isoformat(), "end": None if end is None else end.isoformat()}


def _moment(name: str, text: object) -> datetime | None:
    """The time in UTC; without an offset it is refused."""
    if text is None:
        return None
    moment = _parsed(name, text)
    if moment.tzinfo is None:
        raise errors.invalid(name, "it must have an offset from UTC")
    return moment.astimezone(UTC)


def _parsed(name: str, text: object) -> datetime:
    try:
        return datetime.fromisoformat(text)  # type: ignore[arg-type]  # a TypeError is refused as well
    except (TypeError, ValueError) as error:
        raise errors.invalid(name) from error


def _recurring(sent: Mapping[str, Any], now: datetime) -> Schedule:
    timezone, several = sent.get("timezone") or "UTC", sent["recurrences"]
    if not isinstance(several, list) or not several or not all(isinstance(each, dict) for each in several):
        raise errors.invalid("recurrences")
    if not isinstance(timezone, str):
        raise errors.invalid("timezone")
    return {"recurrences": [_recurrence(each, timezone, now) for each in several], "timezone": timezone}


def _recurrence(sent: Mapping[str, Any], timezone: str, now: datetime) -> Schedule:
    _check_known(sent, _OF_ONE)
    rrule, duration = sent.get("rrule"), sent.get("duration")
    length = duration_seconds(duration) if isinstance(duration, str) else None
    if length is None:
        raise errors.invalid("duration", "it must be a number and one of m, h, d and w")
    start = None if sent.get("start") is None else _parsed("start", sent["start"])
    if start is not None and start.tzinfo is not None:
        raise errors.invalid("start", "it must not have an offset from UTC")
    if not isinstance(rrule, str):
        raise errors.invalid("rrule")
    mistake = Recurrence(rrule, start or datetime(2000, 1, 1), length, timezone).mistake
    if mistake:
        raise errors.invalid("rrule", mistake)
    begins = sent.get("start") or now.astimezone(ZoneInfo(timezone)).replace(tzinfo=None).isoformat()
    return {"rrule": rrule, "duration": duration, "start": begins}


def _check_known(sent: Mapping[str, Any], known: set[str]) -> None:
    for name in sorted(set(sent) - known):
        raise errors.additional_property(name)
