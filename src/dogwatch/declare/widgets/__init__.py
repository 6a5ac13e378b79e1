"""Functions that make widgets of dashboards, each named after the widget's type in Datadog.

Queries are expressions of `dogwatch.query`, Datadog's text, or queries of other sources (`EventQuery`, …); in all of
them `$env` and `$service` stay, since they are variables of every dashboard. Sizes are in columns and rows of Datadog's
grid, which has twelve columns. Arguments have the names of Datadog's fields where these say enough.
"""

from .apps import custom, embedded_app, run_workflow, wildcard
from .formats import Format
from .frame import Link
from .graphs import Axis, change, distribution, heatmap, timeseries
from .groups import group, powerpack, split_group
from .maps import geomap, heatgrid, hostmap, point_plot, scatterplot
from .marker import Marker
from .numbers import Column, bar_chart, query_table, query_value, toplist
from .people import cohort, funnel, retention_curve, sankey
from .requests import Formula, formula
from .services import servicemap, topology_map, trace_service
from .shares import sunburst, treemap
from .sources import (
    ApmDependencyQuery,
    ApmQuery,
    ApmResourceQuery,
    CostQuery,
    EventQuery,
    GroupBy,
    ProcessQuery,
    RawQuery,
    SloQuery,
)
from .states import alert_graph, alert_value, check_status, manage_status, slo, slo_graph, slo_list
from .streams import event_stream, event_timeline, list_stream, log_stream
from .texts import free_text, iframe, image, note
from .widget import Item, Widget, items, widget

__all__ = [
    "ApmDependencyQuery",
    "ApmQuery",
    "ApmResourceQuery",
    "Axis",
    "Column",
    "CostQuery",
    "EventQuery",
    "Format",
    "Formula",
    "GroupBy",
    "Item",
    "Link",
    "Marker",
    "ProcessQuery",
    "RawQuery",
    "SloQuery",
    "Widget",
    "alert_graph",
    "alert_value",
    "bar_chart",
    "change",
    "check_status",
    "cohort",
    "custom",
    "distribution",
    "embedded_app",
    "event_stream",
    "event_timeline",
    "formula",
    "free_text",
    "funnel",
    "geomap",
    "group",
    "heatgrid",
    "heatmap",
    "hostmap",
    "iframe",
    "image",
    "items",
    "list_stream",
    "log_stream",
    "manage_status",
    "note",
    "point_plot",
    "powerpack",
    "query_table",
    "query_value",
    "retention_curve",
    "run_workflow",
    "sankey",
    "scatterplot",
    "servicemap",
    "slo",
    "slo_graph",
    "slo_list",
    "split_group",
    "sunburst",
    "timeseries",
    "toplist",
    "topology_map",
    "trace_service",
    "treemap",
    "widget",
    "wildcard",
]
