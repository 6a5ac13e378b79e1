"""Functions that make widgets of dashboards, each named after the widget's type in Datadog.

Queries are expressions of `dogwatch.query`, Datadog's text, or queries of other sources (`EventQuery`, …); in all of
them `$env` and `$service` stay, since they are variables of every dashboard. Sizes are in columns and rows of Datadog's
grid, which has twelve columns. Arguments have the names of Datadog's fields where these say enough.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from .widget import Item as Item
from .widget import Widget as Widget
from .widget import items as items
from .widget import widget as widget

if TYPE_CHECKING:
    from .apps import custom as custom
    from .apps import embedded_app as embedded_app
    from .apps import run_workflow as run_workflow
    from .apps import wildcard as wildcard
    from .formats import Format as Format
    from .frame import Link as Link
    from .graphs import Axis as Axis
    from .graphs import change as change
    from .graphs import distribution as distribution
    from .graphs import heatmap as heatmap
    from .graphs import timeseries as timeseries
    from .groups import group as group
    from .groups import powerpack as powerpack
    from .groups import split_group as split_group
    from .maps import geomap as geomap
    from .maps import heatgrid as heatgrid
    from .maps import hostmap as hostmap
    from .maps import point_plot as point_plot
    from .maps import scatterplot as scatterplot
    from .marker import Marker as Marker
    from .numbers import Column as Column
    from .numbers import bar_chart as bar_chart
    from .numbers import query_table as query_table
    from .numbers import query_value as query_value
    from .numbers import toplist as toplist
    from .people import cohort as cohort
    from .people import funnel as funnel
    from .people import retention_curve as retention_curve
    from .people import sankey as sankey
    from .requests import Formula as Formula
    from .requests import formula as formula
    from .services import servicemap as servicemap
    from .services import topology_map as topology_map
    from .services import trace_service as trace_service
    from .shares import sunburst as sunburst
    from .shares import treemap as treemap
    from .slo_query import SloQuery as SloQuery
    from .sources import ApmDependencyQuery as ApmDependencyQuery
    from .sources import ApmQuery as ApmQuery
    from .sources import ApmResourceQuery as ApmResourceQuery
    from .sources import CostQuery as CostQuery
    from .sources import EventQuery as EventQuery
    from .sources import GroupBy as GroupBy
    from .sources import ProcessQuery as ProcessQuery
    from .sources import RawQuery as RawQuery
    from .states import alert_graph as alert_graph
    from .states import alert_value as alert_value
    from .states import check_status as check_status
    from .states import manage_status as manage_status
    from .states import slo as slo
    from .states import slo_graph as slo_graph
    from .states import slo_list as slo_list
    from .streams import event_stream as event_stream
    from .streams import event_timeline as event_timeline
    from .streams import list_stream as list_stream
    from .streams import log_stream as log_stream
    from .texts import free_text as free_text
    from .texts import iframe as iframe
    from .texts import image as image
    from .texts import note as note

_HOMES = {
    "ApmDependencyQuery": "sources",
    "ApmQuery": "sources",
    "ApmResourceQuery": "sources",
    "Axis": "graphs",
    "Column": "numbers",
    "CostQuery": "sources",
    "EventQuery": "sources",
    "Format": "formats",
    "Formula": "requests",
    "GroupBy": "sources",
    "Link": "frame",
    "Marker": "marker",
    "ProcessQuery": "sources",
    "RawQuery": "sources",
    "SloQuery": "slo_query",
    "alert_graph": "states",
    "alert_value": "states",
    "bar_chart": "numbers",
    "change": "graphs",
    "check_status": "states",
    "cohort": "people",
    "custom": "apps",
    "distribution": "graphs",
    "embedded_app": "apps",
    "event_stream": "streams",
    "event_timeline": "streams",
    "formula": "requests",
    "free_text": "texts",
    "funnel": "people",
    "geomap": "maps",
    "group": "groups",
    "heatgrid": "maps",
    "heatmap": "graphs",
    "hostmap": "maps",
    "iframe": "texts",
    "image": "texts",
    "list_stream": "streams",
    "log_stream": "streams",
    "manage_status": "states",
    "note": "texts",
    "point_plot": "maps",
    "powerpack": "groups",
    "query_table": "numbers",
    "query_value": "numbers",
    "retention_curve": "people",
    "run_workflow": "apps",
    "sankey": "people",
    "scatterplot": "maps",
    "servicemap": "services",
    "slo": "states",
    "slo_graph": "states",
    "slo_list": "states",
    "split_group": "groups",
    "sunburst": "shares",
    "timeseries": "graphs",
    "toplist": "numbers",
    "topology_map": "services",
    "trace_service": "services",
    "treemap": "shares",
    "wildcard": "apps",
}

__all__ = sorted([*_HOMES, "Item", "Widget", "items", "widget"])


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"{__name__}.{home}"), name)
    globals()[name] = value  # found faster the next time
    return value


def __dir__() -> list[str]:
    return __all__
