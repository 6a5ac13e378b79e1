"""What differs between a declared powerpack and a found one: widgets as on a dashboard, the mark in the description."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from dogwatch.kinds.dashboard.canonical import widget_said
from dogwatch.kinds.dashboard.changes import widget_changes
from dogwatch.kinds.dashboard.ids import with_ids
from dogwatch.kinds.dashboard.variables import variable_changes, variables_said
from dogwatch.kinds.enveloped import attributes_of
from dogwatch.kinds.fields import declared_changes, known_changes, without_defaults
from dogwatch.kinds.resource import Body, FieldChange
from dogwatch.kinds.tagged import merged_tags, tag_changes
from dogwatch.names import Mark

from .fields import DEFINITION, GROUP, TOP

_ATTRIBUTES = frozenset({"name", "group_widget", "tags", "template_variables", *TOP})


def marks_of(found: Mapping[str, Any]) -> list[Mark]:
    """The marks in the lines of the description; people may have written below the last one."""
    lines = str(attributes_of(found).get("description") or "").splitlines()
    return [mark for line in lines if (mark := Mark.read(line.strip()))]


def is_managed_elsewhere(found: Mapping[str, Any]) -> bool:
    """No powerpack makes itself."""
    return False


def is_older(found: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a powerpack was made before another: nothing says so but its id, which has the time in it (recorded)."""
    return _made_at(found) < _made_at(other)


def looks_like(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Whether a powerpack without a mark is the declared one: same name, and the same widgets."""
    if title_of(found) != title_of(declared):
        return False
    return not [*widget_changes(_widgets(attributes_of(declared)), _widgets(attributes_of(found)))]


def title_of(found: Mapping[str, Any]) -> str:
    """What people know it by."""
    return str(attributes_of(found).get("name") or "").strip()


def said(found: Body) -> Body:
    """What a found powerpack says itself: widgets without ids."""
    attributes = without_defaults(TOP, attributes_of(found))
    group = without_defaults(GROUP, attributes.get("group_widget") or {})
    definition = without_defaults(DEFINITION, group.get("definition") or {})
    definition["widgets"] = [widget_said(widget) for widget in definition.get("widgets") or ()]
    attributes["group_widget"] = {**group, "definition": definition}
    attributes["template_variables"] = variables_said(dict(attributes_of(found)))
    return {"type": found["type"], "attributes": {name: value for name, value in attributes.items() if value}}


def can_become(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Everything in a powerpack can be changed (v2 API description)."""
    return True


def differences(declared: Body, found: Body) -> list[FieldChange]:
    """Every field and widget in which the found powerpack is not what was declared."""
    wanted, seen = dict(attributes_of(declared)), dict(attributes_of(found))
    return [
        *_top(wanted, seen),
        *variable_changes(wanted, seen),
        *_group(wanted.get("group_widget") or {}, seen.get("group_widget") or {}),
        *widget_changes(_widgets(wanted), _widgets(seen)),
        *tag_changes(wanted, seen),
    ]


def merged(declared: Body, found: Body) -> Body:
    """The body of the PATCH, whose group replaces the found one (recorded): ids of widgets are carried along."""
    wanted, seen = attributes_of(declared), attributes_of(found)
    group = wanted["group_widget"]
    definition = {**group["definition"], "widgets": with_ids(_widgets(wanted), _widgets(seen))}
    defaults = {name: field.default for name, field in TOP.items()}
    attributes = {
        **defaults,
        "template_variables": [],
        **wanted,
        "group_widget": {**group, "definition": definition},
        "tags": merged_tags(wanted, seen),
    }
    return {**declared, "attributes": attributes}


def _top(wanted: Body, seen: Body) -> Iterator[FieldChange]:
    if str(wanted.get("name")).strip() != str(seen.get("name") or "").strip():
        yield FieldChange("name", seen.get("name"), wanted.get("name"))
    yield from known_changes("", TOP, wanted, seen)
    yield from declared_changes("", _ATTRIBUTES, wanted, seen)


def _group(wanted: Body, seen: Body) -> Iterator[FieldChange]:
    yield from known_changes("group_widget.", GROUP, wanted, seen)
    yield from declared_changes("group_widget.", {"definition", *GROUP}, wanted, seen)
    inner, inner_seen = wanted.get("definition") or {}, seen.get("definition") or {}
    yield from known_changes("group_widget.definition.", DEFINITION, inner, inner_seen)
    yield from declared_changes("group_widget.definition.", {"widgets", *DEFINITION}, inner, inner_seen)


def _widgets(attributes: Mapping[str, Any]) -> list[Body]:
    definition = (attributes.get("group_widget") or {}).get("definition") or {}
    return list(definition.get("widgets") or ())


def _made_at(found: Mapping[str, Any]) -> int:
    """The time of an id of version 1; that of any other says nothing."""
    try:
        id = UUID(str(found.get("id")))
    except ValueError:
        return 0
    return id.time if id.version == 1 else 0
