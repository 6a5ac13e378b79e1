"""What Datadog's interface fills into a widget when somebody edits it there, so that absent equals it.

A widget written through the API comes back as it was written (recorded exchanges); after one edit by hand the fields
below stand in it with these values. Sources: the differences that Datadog users' own tools ignore, bodies exported from
the interface, and defaults in Datadog's v1 API description.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_TITLED: Mapping[str, Any] = {"title_align": "left", "title_size": "16", "time": {}, "custom_links": []}
_LEGEND: Mapping[str, Any] = {"legend_size": "0", "legend_layout": "auto"}

_GRAPHS = (
    "alert_graph",
    "alert_value",
    "bar_chart",
    "change",
    "check_status",
    "distribution",
    "event_stream",
    "event_timeline",
    "funnel",
    "geomap",
    "heatmap",
    "hostmap",
    "list_stream",
    "log_stream",
    "query_table",
    "query_value",
    "scatterplot",
    "servicemap",
    "slo",
    "slo_list",
    "sunburst",
    "timeseries",
    "toplist",
    "topology_map",
    "trace_service",
    "treemap",
)

_OF_TYPE: Mapping[str, Mapping[str, Any]] = {
    "timeseries": {**_LEGEND, "markers": [], "events": [], "legend_columns": ["avg", "min", "max", "value", "sum"]},
    "heatmap": {**_LEGEND, "markers": [], "events": []},
    "distribution": {**_LEGEND, "markers": []},
    "slo": {"global_time_target": "0"},
    "note": {
        "background_color": "white",
        "font_size": "14",
        "has_padding": True,
        "show_tick": False,
        "text_align": "left",
        "tick_edge": "left",
        "tick_pos": "50%",
    },
    "free_text": {"font_size": "auto"},
    "group": {"show_title": True},
    "powerpack": {"show_title": True},
    "image": {"has_background": True, "has_border": True},
    "manage_status": {"show_priority": False},
}

# By type of widget: its fields, each with the value that means the same as leaving it out.
DEFINITION: Mapping[str, Mapping[str, Any]] = {
    type: {**(_TITLED if type in _GRAPHS else {}), **_OF_TYPE.get(type, {})} for type in (*_GRAPHS, *_OF_TYPE)
}

# Of a part of a widget, whatever its type.
AXIS: Mapping[str, Any] = {"include_zero": True, "label": "", "scale": "linear", "min": "auto", "max": "auto"}
STYLE: Mapping[str, Any] = {"line_width": "normal", "palette": "dog_classic", "line_type": "solid"}
REQUEST: Mapping[str, Any] = {"on_right_yaxis": False, "conditional_formats": [], "style": {}}
QUERY: Mapping[str, Any] = {"group_by": []}
FORMULA: Mapping[str, Any] = {"conditional_formats": []}
LAYOUT: Mapping[str, Any] = {"is_column_break": False}
AXES = frozenset({"xaxis", "yaxis", "right_yaxis"})
