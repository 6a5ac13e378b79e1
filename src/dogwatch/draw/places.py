"""Where widgets stand: a grid of twelve columns, whatever layout the dashboard has."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from .data import Body

COLUMNS: Final = 12
# What Datadog gives a widget of a dashboard that arranges itself.
_WIDTH, _HEIGHT, _LOW = 4, 3, 1
_WITHOUT_GRAPH: Final = frozenset({"note", "free_text", "query_value", "image"})
# A row of a dashboard in rows is about eight of a free one (both are about a twelfth of a screen's height).
_FREE_ROWS: Final = 8


class Place(NamedTuple):
    """Column from 0, row from 0, and how many of both it takes."""

    x: int
    y: int
    width: int
    height: int


def places(widgets: Sequence[Body], layout_type: str) -> list[tuple[int, Place]]:
    """The number of each widget and its place, by rows from left to right."""
    layouts = [layout if isinstance(layout := each.get("layout"), Mapping) else None for each in widgets]
    if layout_type == "free":
        found = _scaled(layouts)
    else:
        found = [None if layout is None else _place(layout) for layout in layouts]
    if None in found:
        return list(enumerate(_flowing(widgets)))
    at = [(number, place) for number, place in enumerate(found) if place is not None]
    return sorted(at, key=lambda each: (each[1].y, each[1].x))


def _place(layout: Body) -> Place:
    x = min(_whole(layout.get("x"), 0), COLUMNS - 1)
    width = max(1, min(_whole(layout.get("width"), _WIDTH), COLUMNS - x))
    return Place(x, _whole(layout.get("y"), 0), width, max(1, _whole(layout.get("height"), _HEIGHT)))


def _scaled(layouts: Sequence[Body | None]) -> list[Place | None]:
    """The places of a free layout, whose unit is about a tenth of a column."""
    right = max([_whole(each.get("x"), 0) + _whole(each.get("width"), 1) for each in layouts if each], default=1)
    unit = max(1.0, right / COLUMNS)

    def scaled(layout: Body) -> Place:
        x = min(round(_whole(layout.get("x"), 0) / unit), COLUMNS - 1)
        width = max(1, min(round(_whole(layout.get("width"), 1) / unit), COLUMNS - x))
        y, height = (_whole(layout.get(side), 1) / _FREE_ROWS for side in ("y", "height"))
        return Place(x, round(y), width, max(1, round(height)))

    return [None if each is None else scaled(each) for each in layouts]


def _flowing(widgets: Sequence[Body]) -> list[Place]:
    """One behind the other, groups in rows of their own."""
    found, x, y, below = [], 0, 0, 0
    for widget in widgets:
        definition: Any = widget.get("definition")
        kind = definition.get("type") if isinstance(definition, Mapping) else None
        width = COLUMNS if kind == "group" else _WIDTH
        height = _LOW if kind in _WITHOUT_GRAPH else _HEIGHT
        if x + width > COLUMNS:
            x, y = 0, below
        found.append(Place(x, y, width, height))
        x, below = x + width, max(below, y + height)
    return found


def _whole(value: Any, otherwise: int) -> int:
    return max(0, int(value)) if isinstance(value, int | float) and math.isfinite(value) else otherwise
