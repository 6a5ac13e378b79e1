"""What differs between a declared downtime and a found one. It has no tags: its message ends with the mark."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds.enveloped import attributes_of
from dogwatch.kinds.equality import same
from dogwatch.kinds.fields import declared_changes, known_changes, without_defaults
from dogwatch.kinds.resource import Body, FieldChange
from dogwatch.names import Mark

from .fields import KNOWN, SERVER_OWNED
from .schedule import ENDED, begins, carried, is_same
from .wire import with_number

_ORDERLESS = ("notify_end_states", "notify_end_types")
_BY_ITSELF = {"schedule", "scope", "monitor_identifier"}


def marks_of(found: Mapping[str, Any]) -> list[Mark]:
    """The mark in the last line of its message."""
    lines = str(attributes_of(found).get("message") or "").strip().splitlines()
    mark = Mark.read(lines[-1].strip()) if lines else None
    return [mark] if mark else []


def is_managed_elsewhere(found: Mapping[str, Any]) -> bool:
    """No downtime makes itself."""
    return False


def is_older(found: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a downtime was made before another."""
    return str(attributes_of(found).get("created", "")) < str(attributes_of(other).get("created", ""))


def looks_like(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """A downtime without a mark is somebody's, whatever it says."""
    return False


def title_of(found: Mapping[str, Any]) -> str:
    """What people know it by: the first line of its message."""
    return next(iter(str(attributes_of(found).get("message") or "").strip().splitlines()), "")


def said(found: Body) -> Body:
    """What a found downtime says itself: without defaults, and without the time that is going on."""
    said = {name: value for name, value in attributes_of(found).items() if name not in SERVER_OWNED}
    attributes = without_defaults(KNOWN, _ordered(said))
    if isinstance(schedule := attributes.get("schedule"), Mapping):
        attributes["schedule"] = {name: value for name, value in schedule.items() if name != "current_downtime"}
    return with_number({"type": found["type"], "attributes": attributes})


def can_become(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Everything in a downtime can be changed (v2 API description)."""
    return True


def differences(declared: Body, found: Body) -> list[FieldChange]:
    """Every attribute in which the found downtime is not what was declared."""
    wanted, seen = _ordered(attributes_of(with_number(declared))), _ordered(attributes_of(found))
    return [
        *known_changes("", KNOWN, wanted, seen),
        *_by_itself(wanted, seen),
        *declared_changes("", {*KNOWN, *_BY_ITSELF}, wanted, seen),
    ]


def excludes(found: Mapping[str, Any], declared: Body) -> bool:
    """Whether a downtime that has not ended has scope, monitors and schedule of a declared one: Datadog refuses a
    second one as its duplicate (quoted in reports of its users). Two that begin when they are made are never alike.
    """
    wanted, seen = attributes_of(with_number(declared)), attributes_of(found)
    is_there = begins(wanted["schedule"]) and seen.get("status") not in ENDED
    return is_there and not any(_by_itself(wanted, seen))


def merged(declared: Body, found: Body) -> Body:
    """The body of the PATCH, with defaults by name: it leaves alone what it does not name."""
    attributes = attributes_of(declared)
    schedule = carried(attributes["schedule"], attributes_of(found)["schedule"])
    defaults = {name: field.default for name, field in KNOWN.items()}
    return {**declared, "attributes": {**defaults, **attributes, "schedule": schedule}}


def _by_itself(wanted: Mapping[str, Any], seen: Mapping[str, Any]) -> Iterator[FieldChange]:
    if not is_same(wanted["schedule"], seen.get("schedule") or {}):
        yield FieldChange("schedule", seen.get("schedule"), wanted["schedule"])
    for name in ("scope", "monitor_identifier"):
        if not same(_plain(seen.get(name)), _plain(wanted[name])):
            yield FieldChange(name, seen.get(name), wanted[name])


def _plain(value: Any) -> Any:
    """A scope without quotes, which Datadog may put around values; tags in one order."""
    if isinstance(value, Mapping) and isinstance(value.get("monitor_tags"), list):
        return {**value, "monitor_tags": sorted(value["monitor_tags"])}
    return value.replace('"', "") if isinstance(value, str) else value


def _ordered(attributes: Mapping[str, Any]) -> dict[str, Any]:
    """The attributes with the lists sorted that Datadog answers in any order (recorded)."""
    lists = {name: sorted(attributes[name]) for name in _ORDERLESS if isinstance(attributes.get(name), list)}
    return {**attributes, **lists}
