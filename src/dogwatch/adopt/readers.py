"""Readers of definitions, one for each type of widget: which function with which arguments might make it.

They say what is there as far as the function has an argument for it, and leave the rest to be seen by whoever compares
what the call makes with the definition.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from dogwatch.adopt.asked import Unreadable, aggregator_of, formats_of, queries_of
from dogwatch.adopt.code import Call, Expression
from dogwatch.kinds import Body

# What stands for an id of a kind.
Link: TypeAlias = Callable[[str, str], Any]
# The function, its positional arguments and those with a name; None for what is left out.
Read: TypeAlias = tuple[str, list[Any], Mapping[str, Any]]
Reader: TypeAlias = Callable[[Body, Link], Read]

_SPANS = {"live_span"}


def _frame(definition: Body) -> dict[str, Any]:
    """What stands around most widgets."""
    size, time = definition.get("title_size"), definition.get("time")
    return {
        "description": definition.get("description"),
        "title_align": definition.get("title_align"),
        "title_size": None if size is None else int(size),
        "time": time["live_span"] if isinstance(time, dict) and set(time) == _SPANS else time,
        "custom_links": [Call("widgets.Link", [], link) for link in definition.get("custom_links") or ()],
    }


def _only(requests: Any) -> Body:
    """The request of a widget that has one."""
    if not isinstance(requests, list) or len(requests) != 1:
        raise Unreadable
    request: Body = requests[0]
    return request


def _note(definition: Body, link: Link) -> Read:
    size = definition.get("font_size")
    further = {
        "background": definition.get("background_color"),
        "font": None if size is None else int(size),
        "text_align": definition.get("text_align"),
        "vertical_align": definition.get("vertical_align"),
        "tick": definition.get("tick_edge", "left") if definition.get("show_tick") else None,
        "has_padding": definition.get("has_padding"),
    }
    return "note", [definition["content"]], further


def _free_text(definition: Body, link: Link) -> Read:
    size = definition.get("font_size")
    font = int(size) if size is not None and size != "auto" else None
    further = {name: definition.get(name) for name in ("color", "text_align")}
    return "free_text", [definition["text"]], {**further, "font": font}


def _image(definition: Body, link: Link) -> Read:
    return (
        "image",
        [definition["url"]],
        {name: item for name, item in definition.items() if name not in ("type", "url")},
    )


def _iframe(definition: Body, link: Link) -> Read:
    return "iframe", [definition["url"]], {}


def _timeseries(definition: Body, link: Link) -> Read:
    first, *others = definition["requests"]
    if len(others) > 1:
        raise Unreadable
    style = first.get("style") or {}
    further = {
        "display": first.get("display_type"),
        "markers": [_marker(marker) for marker in definition.get("markers") or ()],
        "palette": style.get("palette"),
        "line_type": style.get("line_type"),
        "line_width": style.get("line_width"),
        "axis": _axis(definition.get("yaxis")),
        "right": queries_of(others[0]) if others else None,
        "right_axis": _axis(definition.get("right_yaxis")),
        "events": [event["q"] for event in definition.get("events") or ()],
        "legend": definition.get("show_legend"),
        "legend_layout": definition.get("legend_layout"),
        "legend_columns": definition.get("legend_columns"),
    }
    return "timeseries", [definition["title"], queries_of(first)], {**further, **_frame(definition)}


def _axis(axis: Any) -> dict[str, Any] | None:
    return dict(axis) if isinstance(axis, dict) else None


def _marker(marker: Body) -> Call:
    """A line at a value. Labels have a space around them."""
    equal, value = marker["value"].split()[1:]
    severity, line = marker["display_type"].split()
    number = float(value)
    label = marker.get("label")
    if equal != "=":
        raise Unreadable
    further = {
        "label": None if label is None else label[1:-1],
        "severity": None if severity == "error" else severity,
        "line": None if line == "dashed" else line,
    }
    given = {name: item for name, item in further.items() if item is not None}
    return Call("widgets.Marker", [int(number) if number.is_integer() else number], given)


def _spread(function: str) -> Reader:
    def read(definition: Body, link: Link) -> Read:
        request = _only(definition["requests"])
        further = {
            "palette": (request.get("style") or {}).get("palette"),
            "percentiles": [int(marker["value"]) for marker in definition.get("markers") or ()],
            "events": [event["q"] for event in definition.get("events") or ()] or None,
        }
        values = request["query"]["query"] if "query" in request else queries_of(request)
        return function, [definition["title"], values], {**further, **_frame(definition)}

    return read


def _query_value(definition: Body, link: Link) -> Read:
    request = _only(definition["requests"])
    background = definition.get("timeseries_background")
    further = {
        "aggregator": aggregator_of(request),
        "unit": definition.get("custom_unit"),
        "precision": definition.get("precision"),
        "formats": formats_of(request),
        "text_align": definition.get("text_align"),
        "background": background["type"] if background else None,
    }
    return "query_value", [definition["title"], queries_of(request)], {**further, **_frame(definition)}


def _bars(function: str) -> Reader:
    def read(definition: Body, link: Link) -> Read:
        request = _only(definition["requests"])
        style = definition.get("style") or {}
        further = {
            **_sorted(request),
            "aggregator": aggregator_of(request),
            "formats": formats_of(request),
            "display": style["display"]["type"] if "display" in style else None,
            "scaling": style.get("scaling"),
            "palette": style.get("palette"),
        }
        return function, [definition["title"], queries_of(request)], {**further, **_frame(definition)}

    return read


def _shares(function: str) -> Reader:
    def read(definition: Body, link: Link) -> Read:
        request = _only(definition["requests"])
        further = {
            **_sorted(request),
            "aggregator": aggregator_of(request),
            "palette": (request.get("style") or {}).get("palette"),
            "legend": (definition.get("legend") or {}).get("type"),
            "hide_total": definition.get("hide_total"),
        }
        return function, [definition["title"], queries_of(request)], {**further, **_frame(definition)}

    return read


def _sorted(request: Body) -> dict[str, Any]:
    """How many groups are shown, or that nobody said so."""
    if "sort" not in request:
        return {"count": Expression("None")}
    sort = request["sort"]
    (order,) = sort["order_by"]
    return {"count": sort["count"], "order": order["order"]}


def _query_table(definition: Body, link: Link) -> Read:
    request = _only(definition["requests"])
    queries = queries_of({**request, "formulas": [_bare(each) for each in request["formulas"]]})
    if not isinstance(queries, dict):
        raise Unreadable
    columns = {
        alias: _column(query, formula)
        for (alias, query), formula in zip(queries.items(), request["formulas"], strict=True)
    }
    further = {
        **_sorted(request),
        "aggregator": aggregator_of(request),
        "has_search_bar": definition.get("has_search_bar"),
    }
    return "query_table", [definition["title"], columns], {**further, **_frame(definition)}


def _bare(formula: Body) -> Body:
    shown = ("cell_display_mode", "number_format", "conditional_formats")
    return {name: item for name, item in formula.items() if name not in shown}


def _column(query: Any, formula: Body) -> Any:
    unit = formula.get("number_format")
    further = {
        "display": formula.get("cell_display_mode"),
        "unit": unit["unit"]["unit_name"] if unit else None,
        "formats": formats_of(formula),
    }
    given = {name: item for name, item in further.items() if item is not None}
    return Call("widgets.Column", [query], given) if given else query


def _list_stream(definition: Body, link: Link) -> Read:
    request = _only(definition["requests"])
    asked = request["query"]
    sort = asked.get("sort") or {}
    further = {
        "columns": [column["field"] for column in request["columns"]],
        "indexes": asked.get("indexes"),
        "sort": sort.get("column"),
        "order": sort.get("order"),
    }
    return (
        "list_stream",
        [definition["title"], asked["data_source"], asked["query_string"]],
        {**further, **_frame(definition)},
    )


def _alert_graph(definition: Body, link: Link) -> Read:
    of = link("monitor", definition["alert_id"])
    return "alert_graph", [definition["title"], of], {"shown_as": definition["viz_type"], **_frame(definition)}


def _slo(definition: Body, link: Link) -> Read:
    further = {
        "windows": definition.get("time_windows"),
        "budget": definition.get("show_error_budget"),
        "view_mode": definition.get("view_mode"),
        "global_time_target": definition.get("global_time_target"),
        "additional_query_filters": definition.get("additional_query_filters"),
    }
    return "slo", [definition["title"], link("slo", definition["slo_id"])], {**further, **_frame(definition)}


def _manage_status(definition: Body, link: Link) -> Read:
    further = {
        "shown": definition.get("display_format"),
        "summary_type": definition.get("summary_type"),
        "color_preference": definition.get("color_preference"),
        "hide_zero": definition.get("hide_zero_counts"),
        "show_priority": definition.get("show_priority"),
        "sort": definition.get("sort"),
    }
    return "manage_status", [definition["title"], definition["query"]], {**further, **_frame(definition)}


def _group(definition: Body, link: Link) -> Read:
    """A group without what is inside it."""
    further = {
        "background": definition.get("background_color"),
        "banner_img": definition.get("banner_img"),
        "show_title": definition.get("show_title"),
        "title_align": definition.get("title_align"),
    }
    return "group", [definition["title"], []], further


READERS: Mapping[str, Reader] = {
    "alert_graph": _alert_graph,
    "bar_chart": _bars("bar_chart"),
    "distribution": _spread("distribution"),
    "free_text": _free_text,
    "group": _group,
    "heatmap": _spread("heatmap"),
    "iframe": _iframe,
    "image": _image,
    "list_stream": _list_stream,
    "manage_status": _manage_status,
    "note": _note,
    "query_table": _query_table,
    "query_value": _query_value,
    "slo": _slo,
    "sunburst": _shares("sunburst"),
    "timeseries": _timeseries,
    "toplist": _bars("toplist"),
    "treemap": _shares("treemap"),
}
