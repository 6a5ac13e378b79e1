"""Functions that make widgets of dashboards, each named after the widget's type in Datadog.

Queries are expressions of `dogwatch.query` or Datadog's text; in both `$env` and `$service` stay, since they are
variables of every dashboard. Sizes are in columns and rows of Datadog's grid, which has twelve columns.
"""

from .actions import run_workflow
from .graphs import change, distribution, heatmap, timeseries
from .marker import Marker
from .numbers import query_table, query_value, toplist
from .states import alert_graph, check_status, manage_status, slo, slo_graph
from .texts import event_stream, group, list_stream, note
from .widget import Item, Widget, items, widget

__all__ = [
    "Item",
    "Marker",
    "Widget",
    "alert_graph",
    "change",
    "check_status",
    "distribution",
    "event_stream",
    "group",
    "heatmap",
    "items",
    "list_stream",
    "manage_status",
    "note",
    "query_table",
    "query_value",
    "run_workflow",
    "slo",
    "slo_graph",
    "timeseries",
    "toplist",
    "widget",
]
