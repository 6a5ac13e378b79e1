"""What a monitor can tell: which transitions between its states its options let happen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dogwatch.declare.tier import STATUSES
from dogwatch.kinds import Body
from dogwatch.message import Transition

# A check warns by its own status, and a composite with one of its monitors (docs: monitors, composite).
_WARN_BY_THEMSELVES = frozenset({"service check", "composite"})

_RENOTIFIED = {
    "alert": Transition.RENOTIFY,
    "warn": Transition.WARNING_RENOTIFY,
    "no data": Transition.NO_DATA_RENOTIFY,
}
# What Datadog notifies again when nothing is said (v1 API description, renotify_statuses).
_RENOTIFIED_BY_DEFAULT = ("alert", "no data")


def has_warning_threshold(options: Mapping[str, Any]) -> bool:
    return (options.get("thresholds") or {}).get("warning") is not None


def warns(type: str, options: Mapping[str, Any]) -> bool:
    """Whether it can be in the state Warn."""
    return type in _WARN_BY_THEMSELVES or has_warning_threshold(options)


def tells_of_unknown(type: str, options: Mapping[str, Any]) -> bool:
    """Whether somebody hears that a check does not know (docs: monitors, service check)."""
    return type == "service check" and (options.get("thresholds") or {}).get("unknown") is not None


def tells_of_no_data(options: Mapping[str, Any]) -> bool:
    """Whether somebody hears that there is no data."""
    return bool(options.get("notify_no_data")) or options.get("on_missing_data") == "show_and_notify_no_data"


def possible_statuses(type: str, options: Mapping[str, Any]) -> list[str]:
    """The states that it can tell again, by Datadog's names for that."""
    possible = {"alert": True, "warn": warns(type, options), "no data": tells_of_no_data(options)}
    return [status for status in STATUSES if possible[status]]


def renotified(type: str, options: Mapping[str, Any]) -> list[Transition]:
    """What is told again while it goes on."""
    if not options.get("renotify_interval"):
        return []
    said = options.get("renotify_statuses")
    statuses = said if said and isinstance(said, (list, tuple)) else _RENOTIFIED_BY_DEFAULT
    return [_RENOTIFIED[status] for status in possible_statuses(type, options) if status in statuses]


def transitions_of(body: Body) -> list[Transition]:
    """What a monitor can tell, in the order of `Transition`."""
    type, options = body["type"], body.get("options") or {}
    happening = {Transition.ALERT, Transition.RECOVERY, *renotified(type, options)}
    if warns(type, options):
        happening |= {Transition.WARNING, Transition.WARNING_RECOVERY, Transition.ALERT_TO_WARNING}
    if tells_of_no_data(options):
        happening |= {Transition.NO_DATA, Transition.NO_DATA_RECOVERY}
    if tells_of_unknown(type, options):
        happening |= {Transition.UNKNOWN, Transition.UNKNOWN_RECOVERY}
    return [transition for transition in Transition if transition in happening]
