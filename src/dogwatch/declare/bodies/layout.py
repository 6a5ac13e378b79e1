"""Widgets in rows on Datadog's grid of twelve columns.

From left to right in the order in which they were written; a row ends where the next widget does not fit, and all of a
row are as high as the highest. A group takes a row for itself. The same widgets always get the same places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dogwatch.declare.widgets.widget import COLUMNS, Widget
from dogwatch.kinds import Body

# The title bar of a group is one unit high (dashboards exported from Datadog).
_TITLE_BAR = 1


def arranged(widgets: Iterable[Widget], below: int = 0) -> list[Body]:
    """The widgets with their layouts, those inside groups too; the rows begin `below`.

    What brings a layout along keeps it, above the rows.
    """
    listed = list(widgets)
    first = [_body(widget, widget.layout, _filled(widget)[0]) for widget in listed if widget.layout is not None]
    return first + _rows([widget for widget in listed if widget.layout is None], max(below, bottom(first)))


def placed(widgets: Iterable[Widget]) -> list[Body]:
    """The widgets where they say that they stand, and nowhere where they say nothing, those inside groups too."""
    return [_body(widget, widget.layout, _holding(widget)) for widget in widgets]


def _holding(widget: Widget) -> Body:
    return dict(widget.definition) if widget.inside is None else {**widget.definition, "widgets": placed(widget.inside)}


def _rows(widgets: Sequence[Widget], y: int) -> list[Body]:
    bodies: list[Body] = []
    for row in _in_rows(widgets):
        filled = [_filled(widget) for widget in row]
        height = max(height for _, height in filled)
        x = 0
        for widget, (definition, _) in zip(row, filled, strict=True):
            layout = {"x": x, "y": y, "width": widget.columns, "height": height}
            bodies.append(_body(widget, layout, definition))
            x += widget.columns
        y += height
    return bodies


def _in_rows(widgets: Iterable[Widget]) -> Iterable[list[Widget]]:
    row: list[Widget] = []
    for widget in widgets:
        if row and sum(each.columns for each in row) + widget.columns > COLUMNS:
            yield row
            row = []
        row.append(widget)
    if row:
        yield row


def _filled(widget: Widget) -> tuple[Body, int]:
    """The definition with what is inside it, and how high it is then."""
    if widget.inside is None:
        return dict(widget.definition), widget.height
    inside = arranged(widget.inside)
    return {**widget.definition, "widgets": inside}, bottom(inside) + _TITLE_BAR


def _body(widget: Widget, layout: Mapping[str, Any] | None, definition: Body) -> Body:
    known = {} if widget.id is None else {"id": widget.id}
    place = {} if layout is None else {"layout": dict(layout)}
    return {**known, "definition": definition, **place}


def bottom(bodies: Iterable[Body]) -> int:
    """The first row below all of these; those without a place count for nothing."""
    return max((body["layout"]["y"] + body["layout"]["height"] for body in bodies if "layout" in body), default=0)
