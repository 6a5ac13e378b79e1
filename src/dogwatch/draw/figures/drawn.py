"""From a widget's definition to its figure, by its type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from dogwatch.draw.data import Body, Data
from dogwatch.draw.remark import UNREADABLE, remark
from dogwatch.draw.view import View

from .box import Box
from .heading import heading
from .timeseries import Timeseries, timeseries

Figure: TypeAlias = Box | Timeseries

_DRAWN: Final[Mapping[str, Callable[[Body, Data, View], Figure]]] = {
    "timeseries": timeseries,
}


def drawn(definition: Body, data: Data, view: View) -> Figure:
    """The figure of a widget over its own time or the page's; a box where it is not drawn."""
    kind = str(definition.get("type") or "")
    draw = _DRAWN.get(kind)
    if draw is None:
        return Box(heading(definition, view), (f"a widget of type {kind} is not drawn here",))
    over = view.over(definition.get("time"))
    try:
        return draw(definition, data, over)
    except UNREADABLE as error:
        return Box(heading(definition, view), (remark("this widget", error),))
