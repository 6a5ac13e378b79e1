"""A figure in its place in a picture, by what it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from dogwatch.draw.figures.box import Box as NotDrawn
from dogwatch.draw.figures.change import Change
from dogwatch.draw.figures.distribution import Distribution
from dogwatch.draw.figures.drawn import Figure
from dogwatch.draw.figures.event_list import EventList
from dogwatch.draw.figures.group import Group
from dogwatch.draw.figures.heatmap import Heatmap
from dogwatch.draw.figures.manage_status import StatesOfMonitors
from dogwatch.draw.figures.note import Note
from dogwatch.draw.figures.query_table import Table
from dogwatch.draw.figures.query_value import QueryValue
from dogwatch.draw.figures.slo import SloStatus
from dogwatch.draw.figures.slo_list import SloList
from dogwatch.draw.figures.timeseries import Timeseries
from dogwatch.draw.figures.toplist import Toplist
from dogwatch.draw.paint.html import Markup, element, joined

from . import graph, lists
from .note import note
from .number import query_value
from .place import Box, number
from .promise import promises, slo
from .text import wrapped, written

_SIZE = 12.0
_LINE = 16.0


def content(figure: Figure, box: Box) -> Markup:
    """What stands below the title of a widget; nothing of a group, which only holds others."""
    match figure:
        case NotDrawn():
            return _why(figure.reasons, box)
        case Group():
            return Markup()
        case Note():
            return note(figure, box)
        case EventList():
            return lists.events(figure, box) if figure.rows else _nothing("No events", box)
        case SloList():
            return promises(figure, box) if figure.rows else _nothing("No SLO matches", box)
        case StatesOfMonitors():
            some = figure.counts or figure.rows
            return lists.monitors(figure, box) if some else _nothing("No monitor matches", box)
        case _:
            remarks, rest = _remarks(figure.remarks, box)
            return joined(_measured(figure, rest), remarks) if _has_values(figure) else _none(figure.remarks, box)


_Measured = Change | Distribution | Heatmap | QueryValue | SloStatus | Table | Timeseries | Toplist


def _measured(figure: _Measured, box: Box) -> Markup:
    match figure:
        case Change():
            return lists.change(figure, box)
        case Distribution():
            return graph.spread(figure, box)
        case Heatmap():
            return graph.heat_map(figure, box)
        case QueryValue():
            return Markup() if figure.value is None else query_value(figure, figure.value, box)
        case SloStatus():
            return slo(figure, box)
        case Table():
            return lists.table(figure, box)
        case Timeseries():
            return graph.timeseries(figure, box)
        case Toplist():
            return lists.toplist(figure, box)
        case _:
            assert_never(figure)


def _has_values(figure: _Measured) -> bool:
    match figure:
        case Change() | Table() | Toplist():
            return bool(figure.rows)
        case Distribution():
            return bool(figure.counts)
        case Heatmap():
            return bool(figure.times)
        case QueryValue():
            return figure.value is not None
        case Timeseries():
            return bool(figure.lines)
        case SloStatus():
            return True
        case _:
            assert_never(figure)


def _none(remarks: Sequence[str], box: Box) -> Markup:
    return _why(remarks, box) if remarks else _nothing("No data", box)


def _nothing(text: str, box: Box) -> Markup:
    return written(text, box.x + box.width / 2, box.y + box.height / 2 + 4, 14, "faint middle")


def _why(reasons: Sequence[str], box: Box) -> Markup:
    """In the middle of a dashed border."""
    lines = [line for reason in reasons for line in wrapped(reason, box.width - 20, _SIZE)]
    shown = lines[: max(1, int(box.height / _LINE))]
    top = box.y + (box.height - _LINE * len(shown)) / 2
    border = element(
        "path",
        d=f"M{number(box.x)} {number(box.y)}h{number(box.width)}v{number(box.height)}h{number(-box.width)}z",
        class_="rule dashed",
    )
    texts = [
        written(line, box.x + box.width / 2, top + _LINE * place + 12, _SIZE, "faint middle")
        for place, line in enumerate(shown)
    ]
    return joined(border, *texts)


def _remarks(remarks: Sequence[str], box: Box) -> tuple[Markup | None, Box]:
    """What is said below of what is not drawn, in less than half of the place, and what is left above."""
    lines = [line for remark in remarks for line in wrapped(remark, box.width - 12, _SIZE)]
    shown = lines[: max(1, int(box.height * 0.4 / _LINE))]
    if not shown:
        return None, box
    top = box.bottom - _LINE * len(shown)
    bar = element("path", d=f"M{number(box.x + 1.5)} {number(top)}V{number(box.bottom)}", class_="marker warning bold")
    texts = [written(line, box.x + 10, top + _LINE * place + 12, _SIZE, "faint") for place, line in enumerate(shown)]
    return joined(bar, *texts), Box(box.x, box.y, box.width, max(0.0, top - 6 - box.y))
