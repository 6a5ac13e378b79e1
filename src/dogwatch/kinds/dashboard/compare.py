"""What differs between a declared dashboard and a found one, and the body that makes them equal.

The mark is a line of the description, which lists show too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from dogwatch.kinds.equality import covers
from dogwatch.kinds.fields import declared_changes, known_changes, without_defaults
from dogwatch.kinds.resource import Body, FieldChange
from dogwatch.kinds.tagged import merged_tags, tag_changes
from dogwatch.names import Mark

from .canonical import in_one_order, widget_said
from .changes import widget_changes
from .fields import LISTS, NO_LONGER_SHOWN, SERVER_OWNED, TOP, UNMANAGED
from .ids import with_ids
from .tabs import merged_tabs, tab_changes, tabs_said
from .variables import variable_changes, variables_said, views_said

# Lists of people and roles; Datadog hands them back in another order than they were sent in (recorded).
_SETS = ("notify_list", "restricted_roles")
_TO_THE_MICROSECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}[+-]\d\d:\d\d")


def marks_of(found: Mapping[str, Any]) -> list[Mark]:
    """The marks in the lines of the description; people may have written below the last one."""
    lines = str(found.get("description") or "").splitlines()
    return [mark for line in lines if (mark := Mark.read(line.strip()))]


def is_managed_elsewhere(found: Mapping[str, Any]) -> bool:
    """No dashboard makes itself; those that come with an integration are not in the list."""
    return False


def can_become(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Whether an update in place is possible: Datadog refuses another layout type."""
    return bool(found.get("layout_type") == declared["layout_type"])


def modified_of(found: Mapping[str, Any]) -> str | None:
    """When a found dashboard was changed last: lists and single answers say the same, to the microsecond (recorded).

    None for a time without a fraction, which two changes could share.
    """
    modified = found.get("modified_at")
    return modified if isinstance(modified, str) and _TO_THE_MICROSECOND.fullmatch(modified) else None


def is_older(found: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a found dashboard was created before another."""
    return datetime.fromisoformat(found["created_at"]) < datetime.fromisoformat(other["created_at"])


def looks_like(found: Mapping[str, Any], declared: Mapping[str, Any]) -> bool:
    """Whether a found dashboard without a mark, or its head in a list, is the declared one: same title and layout."""
    return can_become(found, declared) and title_of(found) == title_of(declared)


def title_of(found: Mapping[str, Any]) -> str:
    return str(found.get("title") or "").strip()


def said(found: Body) -> Body:
    """What a found dashboard says itself, its fields in their order: widgets without ids, which tabs name by place."""
    body = {name: value for name, value in found.items() if name not in SERVER_OWNED}
    body["widgets"] = [widget_said(widget) for widget in found.get("widgets") or ()]
    for name, as_said in _SAID.items():
        if body.get(name) and all(isinstance(each, Mapping) for each in body[name]):
            body[name] = as_said(found)
    return {
        name: value
        for name, value in without_defaults({**TOP, **UNMANAGED}, body).items()
        if value or name not in LISTS
    }


_SAID: Mapping[str, Callable[[Body], list[Any]]] = {
    "tabs": tabs_said,
    "template_variable_presets": views_said,
    "template_variables": variables_said,
}


def differences(declared: Body, found: Body) -> list[FieldChange]:
    """Every field and widget in which the found dashboard is not what was declared."""
    return [
        *_top(declared, found),
        *variable_changes(declared, found),
        *widget_changes(declared["widgets"], found.get("widgets") or []),
        *tab_changes(declared, found),
        *tag_changes(declared, found),
    ]


def merged(declared: Body, found: Body) -> Body:
    """The body of the PUT, which replaces the whole: what nobody declared and nobody here knows is carried along."""
    known = {"title", "layout_type", "widgets", *TOP, *LISTS} - set(_SETS)
    carried = {name: value for name, value in found.items() if name not in known and name not in SERVER_OWNED}
    sent = {name: value for name, value in declared.items() if name not in SERVER_OWNED}
    body = {**carried, **sent, "widgets": with_ids(declared["widgets"], found.get("widgets") or [])}
    if tags := merged_tags(declared, found):
        body["tags"] = tags
    if tabs := merged_tabs(declared, found):
        body["tabs"] = tabs
    # A flow that is null cannot be sent (reported by users of the API); left out, it is the default.
    return {name: value for name, value in body.items() if name != "reflow_type" or value is not None}


def _top(declared: Body, found: Body) -> Iterator[FieldChange]:
    for name in ("title", "layout_type"):
        if str(found.get(name) or "").strip() != str(declared[name]).strip():
            yield FieldChange(name, found.get(name), declared[name])
    yield from known_changes("", TOP, declared, found)
    for name in _SETS:
        if name in declared:
            yield from _set_changes(name, declared[name] or [], found.get(name) or [])
    hidden = NO_LONGER_SHOWN - found.keys()
    settled = {"title", "layout_type", "widgets", *TOP, *LISTS} | SERVER_OWNED | hidden
    yield from declared_changes("", settled, declared, found)


def _set_changes(name: str, wanted: list[Any], seen: list[Any]) -> Iterator[FieldChange]:
    before, after = in_one_order(seen), in_one_order(wanted)
    if not covers(before, after):
        yield FieldChange(name, before, after)
