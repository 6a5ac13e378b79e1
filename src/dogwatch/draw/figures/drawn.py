"""From a widget's definition to its figure, by its type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from dogwatch.draw.data import Body, Data
from dogwatch.draw.remark import UNREADABLE, remark
from dogwatch.draw.view import View

from .alert import alert_graph, alert_value
from .box import Box
from .change import Change, change
from .check_status import check_status
from .distribution import Distribution, distribution
from .event_list import EventList, event_stream, event_timeline, list_stream
from .group import Group, group
from .heading import heading
from .heatmap import Heatmap, heatmap
from .manage_status import StatesOfMonitors, manage_status
from .note import Note, free_text, note
from .query_table import Table, query_table
from .query_value import QueryValue, query_value
from .slo import SloStatus, slo
from .slo_list import SloList, slo_list
from .timeseries import Timeseries, timeseries
from .toplist import Toplist, toplist

Figure: TypeAlias = (
    Box
    | Change
    | Distribution
    | EventList
    | Group
    | Heatmap
    | Note
    | QueryValue
    | SloList
    | SloStatus
    | StatesOfMonitors
    | Table
    | Timeseries
    | Toplist
)

_DRAWN: Final[Mapping[str, Callable[[Body, Data, View], Figure]]] = {
    "alert_graph": alert_graph,
    "alert_value": alert_value,
    "bar_chart": toplist,
    "change": change,
    "check_status": check_status,
    "distribution": distribution,
    "event_stream": event_stream,
    "event_timeline": event_timeline,
    "free_text": free_text,
    "geomap": toplist,
    "group": group,
    "heatmap": heatmap,
    "hostmap": query_table,
    "list_stream": list_stream,
    "manage_status": manage_status,
    "note": note,
    "query_table": query_table,
    "query_value": query_value,
    "scatterplot": query_table,
    "slo": slo,
    "slo_list": slo_list,
    "sunburst": toplist,
    "timeseries": timeseries,
    "toplist": toplist,
    "treemap": toplist,
}
# Why others are not, where there is more to say than that.
_WHY: Final[Mapping[str, str]] = {
    "iframe": "it is a page of another host, and this page asks no other host",
    "image": "it is a picture of another host, and this page asks no other host",
    "log_stream": "logs are not kept here",
    "powerpack": "its widgets stand in a powerpack that is not known here",
    "trace_service": "it shows traces",
}


def drawn(definition: Body, data: Data, view: View) -> Figure:
    """The figure of a widget over its own time or the page's; a box where it is not drawn."""
    kind = str(definition.get("type") or "")
    draw = _DRAWN.get(kind)
    if draw is None:
        why = f": {_WHY[kind]}" if kind in _WHY else ""
        said = f"A widget of type {kind or 'none'} is not drawn here{why}."
        return Box(heading(definition, view), (said,), definition, _link(definition))
    over = view.over(definition.get("time"))
    try:
        return draw(definition, data, over)
    except UNREADABLE as error:
        return Box(heading(definition, view), (remark(f"this {kind}", error),), definition)


def _link(definition: Body) -> str:
    """What a picture or a page of another host shows; nothing but addresses of the web."""
    url = str(definition.get("url") or "")
    return url if url.startswith(("https://", "http://")) else ""
