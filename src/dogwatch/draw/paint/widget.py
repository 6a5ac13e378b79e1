"""A figure as markup, by what it is."""

from __future__ import annotations

from typing import assert_never

from dogwatch.draw.figures.box import Box
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

from . import (
    box,
    change,
    distribution,
    event_list,
    heatmap,
    manage_status,
    note,
    plot,
    query_table,
    query_value,
    slo,
    slo_list,
    timeseries,
    toplist,
)
from .html import Markup


def painted_figure(figure: Figure, *, plots: bool = False) -> Markup:
    """What stands below the title of a widget; nothing of a group, which only holds others."""
    match figure:
        case Box():
            return box.paint(figure)
        case Change():
            return change.paint(figure)
        case Distribution():
            return distribution.paint(figure)
        case EventList():
            return event_list.paint(figure)
        case Group():
            return Markup()
        case Heatmap():
            return heatmap.paint(figure)
        case Note():
            return note.paint(figure)
        case QueryValue():
            return query_value.paint(figure)
        case SloList():
            return slo_list.paint(figure)
        case SloStatus():
            return slo.paint(figure)
        case StatesOfMonitors():
            return manage_status.paint(figure, leads=plots)
        case Table():
            return query_table.paint(figure)
        case Timeseries():
            return plot.paint(figure) if plots else timeseries.paint(figure)
        case Toplist():
            return toplist.paint(figure)
        case _:
            assert_never(figure)
