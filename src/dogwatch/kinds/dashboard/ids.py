"""The ids of widgets, carried from the found dashboard so that links to a widget keep working.

A widget that is sent without an id gets a new one; an id that is null breaks the update (reported by users of the API).
"""

from __future__ import annotations

from collections.abc import Sequence

from dogwatch.kinds.resource import Body

from .canonical import Shown, shown
from .match import partners


def with_ids(declared: Sequence[Body], found: Sequence[Body]) -> list[Body]:
    """The declared widgets with the ids of the found ones that they are, those inside groups too."""
    return _with_ids(shown(declared), shown(found))


def _with_ids(declared: Sequence[Shown], found: Sequence[Shown]) -> list[Body]:
    matched = partners(declared, found)
    taken = {widget.id for widget in found}
    return [
        _identified(widget, found[matched[index]]) if index in matched else _new(widget, taken)
        for index, widget in enumerate(declared)
    ]


def _identified(declared: Shown, found: Shown) -> Body:
    body = _without_id(_holding(declared.body, _with_ids(declared.inside, found.inside)))
    return body if found.id is None else {"id": found.body["id"], **body}


def _new(declared: Shown, taken: set[str | None]) -> Body:
    """A widget that was not there; an id that it brings along stays unless another widget has it."""
    body = declared.body if declared.id not in taken | {None} else _without_id(declared.body)
    return _holding(body, [_new(inside, taken) for inside in declared.inside])


def _holding(widget: Body, inside: list[Body]) -> Body:
    """The widget with these inside it, where it is a group that holds any."""
    return {**widget, "definition": {**widget["definition"], "widgets": inside}} if inside else widget


def _without_id(widget: Body) -> Body:
    return {name: value for name, value in widget.items() if name != "id"}
