"""Tabs: they hold widgets by their ids, or by `@N` for the Nth of the list (Datadog's v1 API description)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dogwatch.kinds.equality import same
from dogwatch.kinds.resource import Body, FieldChange

from .canonical import shown
from .match import partners

_NTH = re.compile(r"@[0-9]{1,9}")


def tab_changes(declared: Body, found: Body) -> Iterator[FieldChange]:
    """How the tabs differ: their names and what is in them, in their order."""
    wanted, seen = declared.get("tabs") or (), found.get("tabs") or ()
    if not wanted and not seen:
        return
    matched = partners(shown(declared["widgets"]), shown(found["widgets"]))
    names = {place: index for index, place in matched.items()}
    before = [_shown(tab, found["widgets"], names) for tab in seen]
    after = [_shown(tab, declared["widgets"], None) for tab in wanted]
    if not same(before, after):
        yield FieldChange("tabs", before, after)


def merged_tabs(declared: Body, found: Body) -> list[Body]:
    """The declared tabs by the places of their widgets, whose ids may change, with the ids of the found tabs."""
    ids = {tab.get("name"): tab["id"] for tab in found.get("tabs") or () if tab.get("id")}
    return [_merged(tab, declared["widgets"], ids) for tab in declared.get("tabs") or ()]


def tabs_said(found: Body) -> list[Body]:
    """The found tabs without ids of their own, each with its widgets by their places."""
    tabs = merged_tabs(found, found)
    return [{name: value for name, value in tab.items() if name != "id"} for tab in tabs]


def _merged(tab: Mapping[str, Any], widgets: Sequence[Body], ids: Mapping[Any, Any]) -> Body:
    known = {"id": ids[tab["name"]]} if tab.get("name") in ids else {}
    return {**tab, **known, "widget_ids": [_placed(id, widgets) for id in tab.get("widget_ids") or ()]}


def _shown(tab: Mapping[str, Any], widgets: Sequence[Body], names: Mapping[int, int] | None) -> Body:
    """A tab with its widgets by their declared places; a found widget that nobody declared keeps its id."""
    return {"name": tab.get("name"), "widget_ids": [_named(id, widgets, names) for id in tab.get("widget_ids") or ()]}


def _named(id: Any, widgets: Sequence[Body], names: Mapping[int, int] | None) -> Any:
    place = _place(id, widgets)
    declared = place if names is None or place is None else names.get(place)
    return id if declared is None else f"@{declared + 1}"


def _placed(id: Any, widgets: Sequence[Body]) -> Any:
    place = _place(id, widgets)
    return id if place is None else f"@{place + 1}"


def _place(id: Any, widgets: Sequence[Body]) -> int | None:
    if isinstance(id, str) and id.startswith("@"):
        return int(id[1:]) - 1 if _NTH.fullmatch(id) else None
    return next((place for place, widget in enumerate(widgets) if widget.get("id") == id), None)
