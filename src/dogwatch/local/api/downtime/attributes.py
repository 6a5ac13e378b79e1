"""The attributes of a downtime: what the server takes from a request and what it adds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import available_timezones

from dogwatch.errors import QuerySyntaxError
from dogwatch.local.api import errors
from dogwatch.query import scope_mistake

from . import schedule

Attributes = dict[str, Any]

END_STATES: Final = ("alert", "warn", "no data")
END_TYPES: Final = ("canceled", "expired")
_MOST_TAGS, _LONGEST_TAG = 32, 256
_DEFAULTS: Final[Mapping[str, Any]] = {
    "message": None,
    "display_timezone": "UTC",
    "mute_first_recovery_notification": False,
    "notify_end_states": list(END_STATES),
    "notify_end_types": ["expired"],
}


def created(sent: Mapping[str, Any], now: datetime) -> Attributes:
    """Those of a new downtime; refuses (400) what would be refused."""
    said = _checked(sent, now)
    for name in ("scope", "monitor_identifier"):
        if name not in said:
            raise errors.Refused(400, f"'{name}' is a required property")
    said.setdefault("schedule", schedule.taken({}, now))
    return {**_DEFAULTS, **said, "canceled": None, "created": now.isoformat(), "modified": now.isoformat()}


def updated(before: Attributes, sent: Mapping[str, Any], now: datetime) -> Attributes:
    """Those after an update, which changes what it says; of the schedule all (recorded)."""
    return {**before, **_checked(sent, now), "modified": now.isoformat()}


def _checked(sent: Mapping[str, Any], now: datetime) -> Attributes:
    unknown = sorted(set(sent) - set(_CHECKS))
    if unknown:
        raise errors.additional_property(unknown[0])
    return {name: _CHECKS[name](value, now) for name, value in sent.items()}


def _scope(value: object, now: datetime) -> str:
    if not isinstance(value, str):
        raise errors.invalid("scope")
    try:
        mistake = scope_mistake(value)
    except QuerySyntaxError as error:
        mistake = str(error)
    if mistake:
        raise errors.Refused(400, mistake)
    return value


def _identifier(value: object, now: datetime) -> Attributes:
    if not isinstance(value, dict) or len(value) != 1:
        raise errors.invalid("monitor_identifier", "it must have a monitor_id or monitor_tags")
    id, tags = value.get("monitor_id"), value.get("monitor_tags")
    if isinstance(id, int) and not isinstance(id, bool):
        return value
    if not isinstance(tags, list) or not tags or not all(isinstance(tag, str) for tag in tags):
        raise errors.invalid("monitor_identifier", "it must have a monitor_id or monitor_tags")
    if len(tags) > _MOST_TAGS or any(len(tag) > _LONGEST_TAG for tag in tags):
        raise errors.invalid("monitor_tags", f"at most {_MOST_TAGS} tags of {_LONGEST_TAG} letters")
    return value


def _timezone(value: object, now: datetime) -> str:
    if value in (None, ""):
        return str(_DEFAULTS["display_timezone"])
    if value not in available_timezones():
        raise errors.invalid("display_timezone")
    return str(value)


def _message(value: object, now: datetime) -> str | None:
    if value is not None and not isinstance(value, str):
        raise errors.invalid("message")
    return value


def _flag(value: object, now: datetime) -> bool:
    if not isinstance(value, bool):
        raise errors.invalid("mute_first_recovery_notification")
    return value


def _some_of(name: str, words: tuple[str, ...]) -> Callable[[object, datetime], list[str]]:
    def check(value: object, now: datetime) -> list[str]:
        if not isinstance(value, list) or not all(word in words for word in value):
            raise errors.invalid(name, f"it must be a list of {', '.join(words)}")
        return value

    return check


_CHECKS: Final[Mapping[str, Callable[[Any, datetime], Any]]] = {
    "scope": _scope,
    "monitor_identifier": _identifier,
    "schedule": schedule.taken,
    "message": _message,
    "display_timezone": _timezone,
    "mute_first_recovery_notification": _flag,
    "notify_end_states": _some_of("notify_end_states", END_STATES),
    "notify_end_types": _some_of("notify_end_types", END_TYPES),
}
