"""The ids of widgets, carried from the found dashboard so that links to a widget keep working.

A widget that is sent without an id gets a new one; an id that is null breaks the update (reported by users of the API).
"""

from __future__ import annotations

from collections.abc import Sequence

from dogwatch.kinds.resource import Body

from .canonical import nested
from .match import partners, type_of


def with_ids(declared: Sequence[Body], found: Sequence[Body]) -> list[Body]:
    """The declared widgets with the ids of the found ones that they are, those inside groups too."""
    matched = partners(declared, found)
    taken = {_id(widget) for widget in found}
    return [
        _identified(widget, found[matched[index]]) if index in matched else _new(widget, taken)
        for index, widget in enumerate(declared)
    ]


def _identified(declared: Body, found: Body) -> Body:
    inside = with_ids(nested(declared), nested(found)) if type_of(declared) == "group" else None
    widget = _without_id(declared) if inside is None else _holding(_without_id(declared), inside)
    return widget if _id(found) is None else {"id": found["id"], **widget}


def _new(declared: Body, taken: set[str | None]) -> Body:
    """A widget that was not there; an id that it brings along stays unless another widget has it."""
    widget = declared if _id(declared) not in taken | {None} else _without_id(declared)
    return (
        _holding(widget, [_new(inside, taken) for inside in nested(widget)]) if type_of(widget) == "group" else widget
    )


def _holding(group: Body, inside: list[Body]) -> Body:
    return {**group, "definition": {**group["definition"], "widgets": inside}}


def _without_id(widget: Body) -> Body:
    return {name: value for name, value in widget.items() if name != "id"}


def _id(widget: Body) -> str | None:
    return None if widget.get("id") is None else str(widget["id"])
