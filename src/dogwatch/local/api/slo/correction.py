"""A correction of SLOs as it is stored and answered: what the server takes from a request and what it adds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from dogwatch.errors import QuerySyntaxError
from dogwatch.judge import Recurrence
from dogwatch.local.api import errors, user
from dogwatch.query import parse_search

Attributes = dict[str, Any]

CATEGORIES: Final = ("Scheduled Maintenance", "Outside Business Hours", "Deployment", "Other")
_TYPES: Final[Mapping[str, type]] = {
    **dict.fromkeys(("slo_id", "slo_query", "description", "category", "timezone", "rrule"), str),
    **dict.fromkeys(("start", "end", "duration"), int),
}
_NO_PARTS: Final = ("BYSETPOS", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYMONTH", "BYHOUR", "BYMINUTE", "BYSECOND")


def created(sent: Mapping[str, Any], now: int) -> Attributes:
    """The attributes of a new correction; refuses (400) what would be refused."""
    if (sent.get("slo_id") is None) == (sent.get("slo_query") is None):
        raise errors.correction("exactly one of slo_id and slo_query must be provided")
    said = _checked(sent)
    for name in ("start", "category"):
        if name not in said:
            raise errors.correction(f"{name}: Missing data for required field.")
    _check_time(said)
    return {
        "slo_id": said.get("slo_id"),
        "start": said["start"],
        "end": said.get("end"),
        "description": said.get("description", ""),
        "category": said["category"],
        "timezone": said.get("timezone", "UTC"),
        "created_at": now,
        "modified_at": now,
        "rrule": said.get("rrule"),
        "duration": said.get("duration"),
        "slo_query": said.get("slo_query"),
        "creator": user.SHOWN,
        "modifier": None,
    }


def updated(before: Attributes, sent: Mapping[str, Any], now: int) -> Attributes:
    """The attributes after an update, which changes what it says; the SLO of a correction stays."""
    if sent.get("slo_id") not in (None, before["slo_id"]) or (before["slo_id"] and sent.get("slo_query")):
        raise errors.correction("the SLO of a correction cannot be changed")
    attributes = {**before, **_checked(sent), "modified_at": now, "modifier": user.SHOWN}
    _check_time(attributes)
    return attributes


def as_created(attributes: Attributes) -> Attributes:
    """The attributes as the answer to a creation shows them (recorded): without times."""
    return {**attributes, "created_at": None, "modified_at": None}


def _checked(sent: Mapping[str, Any]) -> Attributes:
    unknown = sorted(set(sent) - set(_TYPES))
    if unknown:
        raise errors.correction(f"{unknown[0]}: Unknown field.")
    for name, value in sent.items():
        if value is None:
            raise errors.correction(f"{name}: Field may not be null.")
        if not isinstance(value, _TYPES[name]) or isinstance(value, bool):
            raise errors.correction(f"{name}: Not a valid {'integer' if _TYPES[name] is int else 'string'}.")
    if sent.get("category", CATEGORIES[0]) not in CATEGORIES:
        raise errors.correction(f"category: Must be one of: {', '.join(CATEGORIES)}.")
    _check_query(sent.get("slo_query"))
    return dict(sent)


def _check_query(query: str | None) -> None:
    try:
        parse_search(query or "")
    except QuerySyntaxError as error:
        raise errors.correction(f"slo_query: {error}") from error


def _check_time(attributes: Attributes) -> None:
    if attributes.get("rrule") is None:
        end = attributes.get("end")
        if end is not None and end <= attributes["start"]:
            raise errors.correction("end must be later than start")
        return
    if attributes.get("end") is not None or attributes.get("duration") is None:
        raise errors.correction("an rrule needs a duration and no end")
    rrule = attributes["rrule"]
    timezone = attributes.get("timezone", "UTC")
    mistake = Recurrence(rrule, datetime(2000, 1, 1), attributes["duration"], timezone).mistake
    part = next((part for part in _NO_PARTS if f"{part}=" in rrule.upper()), None)
    if part:
        mistake = f"{part} is not supported; FREQ, INTERVAL, COUNT, UNTIL and BYDAY are"
    if mistake:
        raise errors.correction(f"rrule: {mistake}")
