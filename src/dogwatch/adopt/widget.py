"""From widgets that were read to code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from dogwatch.adopt.code import Call
from dogwatch.adopt.drawn import drawn
from dogwatch.adopt.entry import Entry
from dogwatch.adopt.references import HELD, References, remarked
from dogwatch.kinds import Body

_PLACE = ("x", "y", "width", "height")


def widgets_code(entry: Entry, widgets: Sequence[Body], references: References, *, in_rows: bool) -> list[Any] | None:
    """A list of calls; None where a widget holds more than a definition and a place.

    `in_rows` says that widgets without a place are given one.
    """
    calls = [_widget(entry, each, references) for each in widgets]
    is_expressible = all(set(each) <= {"definition", "layout"} for each in widgets)
    lacks_place = any("layout" not in each for each in widgets)
    return calls if is_expressible and not (in_rows and lacks_place) else None


def _widget(entry: Entry, widget: Body, references: References) -> Call:
    definition = widget["definition"]
    if "widgets" in definition:
        call = _group(entry, definition, references)
    else:
        link = partial(_link, entry, references)
        call = drawn(definition, link) or Call("widgets.widget", [_linked(entry, definition, references)])
    layout = widget.get("layout")
    return call if layout is None else _placed(call, layout)


def _link(entry: Entry, references: References, kind: str, id: str) -> Any:
    link = references.of(entry, (kind, id))
    return remarked(id, [(kind, id)]) if link is None else link.thing


def _group(entry: Entry, definition: Body, references: References) -> Call:
    """A group with its widgets inside, by its function where that gives the same."""
    inside = [_widget(entry, each, references) for each in definition["widgets"]]
    bare = {name: item for name, item in definition.items() if name != "widgets"}
    call = drawn(bare, partial(_link, entry, references))
    if call is not None and call.function == "widgets.group":
        return Call(call.function, [call.first[0], inside], call.keywords)
    return Call("widgets.widget", [_linked(entry, bare, references)], {"inside": inside})


def _placed(call: Call, layout: Mapping[str, Any]) -> Call:
    if set(layout) - {"is_column_break"} == set(_PLACE):
        broken = {"column_break": True} if layout.get("is_column_break") is True else {}
        return Call("at", [layout[name] for name in _PLACE], broken, call)
    return Call(call.function, call.first, {**call.keywords, "layout": dict(layout)})


def _linked(entry: Entry, value: Any, references: References) -> Any:
    """The value with references in the place of the ids of what is declared."""
    if isinstance(value, list):
        return [_linked(entry, item, references) for item in value]
    if isinstance(value, dict):
        return {name: _field(entry, name, item, references) for name, item in value.items()}
    return value


def _field(entry: Entry, name: str, value: Any, references: References) -> Any:
    if name not in HELD or not isinstance(value, str) or not value:
        return _linked(entry, value, references)
    link = references.of(entry, (HELD[name], value))
    return remarked(value, [(HELD[name], value)]) if link is None else link.reference
