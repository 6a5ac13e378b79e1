"""From widgets that were read to code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import attrs

from dogwatch.adopt.code import Call
from dogwatch.adopt.drawn import drawn
from dogwatch.adopt.entry import Entry
from dogwatch.adopt.references import References, linked, remarked
from dogwatch.declare import Widget, arranged, widgets
from dogwatch.kinds import Body

_PLACE = ("x", "y", "width", "height")


@dataclass(frozen=True)
class _Drawn:
    """A widget as a call without a place, what it makes, and the place that it has."""

    call: Call
    widget: Widget
    layout: Mapping[str, Any] | None


def widgets_code(entry: Entry, found: Sequence[Body], references: References, *, in_rows: bool) -> list[Call] | None:
    """A list of calls; None where a widget holds more than a definition and a place, or lacks a place in rows.

    `in_rows` says that widgets without a place get the next one in their row. So those which stand there say no place.
    """
    if not all(_is_expressible(each, in_rows=in_rows) for each in found):
        return None
    calls, _ = _Writer(entry, references, in_rows=in_rows).listed(found)
    return calls


def _is_expressible(widget: Body, *, in_rows: bool) -> bool:
    has_what_it_needs = "layout" in widget or not in_rows
    inside = widget["definition"].get("widgets") or ()
    return (
        has_what_it_needs
        and set(widget) <= {"definition", "layout"}
        and all(_is_expressible(each, in_rows=in_rows) for each in inside)
    )


class _Writer:
    """Writes the widgets of a dashboard."""

    def __init__(self, entry: Entry, references: References, *, in_rows: bool) -> None:
        self._entry = entry
        self._references = references
        self._in_rows = in_rows

    def listed(self, found: Sequence[Body]) -> tuple[list[Call], list[Widget]]:
        """Calls for widgets beside each other, and what these make."""
        all = [self._drawn(each) for each in found]
        sized = [attrs.evolve(each.widget, layout=None, **_size(each)) for each in all]
        if self._in_rows and [body["layout"] for body in arranged(sized)] == [each.layout for each in all]:
            return [_sized(each) for each in all], sized
        placed = [attrs.evolve(each.widget, layout=each.layout) for each in all]
        return [_placed(each.call, each.layout) for each in all], placed

    def _drawn(self, widget: Body) -> _Drawn:
        definition, layout = widget["definition"], widget.get("layout")
        if "widgets" in definition:
            return _Drawn(*self._group(definition), layout)
        found = drawn(definition, self._link)
        if found is not None:
            return _Drawn(*found, layout)
        call = Call("widgets.widget", [linked(self._entry, definition, self._references)])
        return _Drawn(call, widgets.widget({"type": definition["type"]}), layout)

    def _group(self, definition: Body) -> tuple[Call, Widget]:
        """A group with its widgets inside, by its function where that gives the same."""
        inside, made = self.listed(definition["widgets"])
        bare = {name: item for name, item in definition.items() if name != "widgets"}
        found = drawn(bare, self._link)
        if found is not None and found[0].function == "widgets.group":
            call, widget = found
            return Call(call.function, [call.first[0], inside], call.keywords), attrs.evolve(widget, inside=tuple(made))
        call = Call("widgets.widget", [linked(self._entry, bare, self._references)], {"inside": inside})
        return call, widgets.widget({"type": definition["type"]}, inside=made)

    def _link(self, kind: str, id: str) -> Any:
        link = self._references.of(self._entry, (kind, id))
        return remarked(id, [(kind, id)]) if link is None else link.thing


def _size(drawn: _Drawn) -> dict[str, Any]:
    """The size of a widget that has one: a group is as wide as everything, and as high as what is inside it."""
    layout = drawn.layout
    if layout is None or drawn.call.function == "widgets.group":
        return {}
    return {"columns": layout["width"], "height": layout["height"]}


def _sized(drawn: _Drawn) -> Call:
    """The call with the size of the widget, as far as it is not the one that it has anyway."""
    usual = {"width": drawn.widget.columns, "height": drawn.widget.height}
    layout = drawn.layout or {}
    size = {name: layout[name] for name in usual if layout[name] != usual[name]} if _size(drawn) else {}
    return Call(drawn.call.function, drawn.call.first, {**drawn.call.keywords, **size})


def _placed(call: Call, layout: Mapping[str, Any] | None) -> Call:
    if layout is None:
        return call
    if set(layout) - {"is_column_break"} == set(_PLACE):
        broken = {"column_break": True} if layout.get("is_column_break") is True else {}
        return Call("at", [layout[name] for name in _PLACE], broken, call)
    return Call(call.function, call.first, {**call.keywords, "layout": dict(layout)})
