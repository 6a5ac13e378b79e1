"""From what was imported in Datadog's own form to the body that Datadog shall store: the same, with the mark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from dogwatch.declare.imported import Imported
from dogwatch.declare.setting import Setting
from dogwatch.kinds import Body, Resource, marked_list, marked_rule
from dogwatch.names import MANAGED_BY, PROTECTED_TAG, Mark

# The value of a field with the mark in it.
_Marking: TypeAlias = Callable[[Any, Imported, Setting], Any]


def imported_resource(thing: Imported, setting: Setting) -> Resource:
    """The body as it was found, with the mark where its kind has it."""
    path, marking = MARKED[thing.kind]
    return Resource(thing.kind, setting.key_of(thing), _put(thing.body, path, marking, thing, setting), thing.place)


def _put(body: Mapping[str, Any], path: tuple[str, ...], marking: _Marking, thing: Imported, setting: Setting) -> Body:
    first, *others = path
    value = body.get(first)
    if others:
        within = value if isinstance(value, Mapping) else {}
        return {**body, first: _put(within, tuple(others), marking, thing, setting)}
    return {**body, first: marking(value, thing, setting)}


def _line(text: Any, thing: Imported, setting: Setting) -> str:
    """The text, with the mark as its last line."""
    said, mark = str(text or "").strip(), setting.mark_line(thing)
    return f"{said}\n\n{mark}" if said else mark


def _rule(name: Any, thing: Imported, setting: Setting) -> str:
    return marked_rule(str(name), setting.mark_line(thing))


def _list(name: Any, thing: Imported, setting: Setting) -> str:
    return marked_list(str(name), setting.mark_line(thing))


def _tags(tags: Any, thing: Imported, setting: Setting) -> Any:
    if tags is not None and not isinstance(tags, list | tuple):
        return tags  # the check of the body says it
    protected = [PROTECTED_TAG] if setting.is_protected(thing) else []
    ours = [MANAGED_BY, f"catalog:{setting.catalog.name}", *protected, Mark(setting.env, setting.key_of(thing)).tag]
    return [*(tags or ()), *(tag for tag in ours if tag not in (tags or ()))]


# Where the mark of a kind stands, and how.
MARKED: Mapping[str, tuple[tuple[str, ...], _Marking]] = {
    "dashboard_list": (("name",), _list),
    "downtime": (("attributes", "message"), _line),
    "notification_rule": (("attributes", "name"), _rule),
    "powerpack": (("attributes", "description"), _line),
    "slo_correction": (("attributes", "description"), _line),
    "synthetic_test": (("tags",), _tags),
    "system": (("metadata", "tags"), _tags),
}
