"""States: SLOs, monitors, checks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias, Unpack

from dogwatch.declare.monitor import Monitor
from dogwatch.declare.slo import Slo

from .arguments import constructor
from .frame import Align, Linked, Timed, Titled, framed
from .marker import Marker, written_markers
from .requests import Formulas
from .slo_query import SloMeasure, SloQuery
from .widget import Widget, said

Window: TypeAlias = Literal[
    "7d", "30d", "90d", "week_to_date", "previous_week", "month_to_date", "previous_month", "global_time"
]


@constructor
def slo(
    title: str,
    of: Slo | str,
    *,
    windows: Iterable[Window] | None = None,
    budget: bool = True,
    view_mode: Literal["overall", "component", "both"] = "overall",
    global_time_target: str | None = None,
    additional_query_filters: str | None = None,
    **frame: Unpack[Titled],
) -> Widget:
    """The status of an SLO and what is left of its budget; a text is a reference `${slo:shop/checkout/availability}`
    or an id. The windows are the SLO's own unless given."""
    own = [of.time_frame] if isinstance(of, Slo) else ["30d"]
    fields = {
        "view_type": "detail",
        "view_mode": view_mode,
        "slo_id": of.reference if isinstance(of, Slo) else of,
        "time_windows": own if windows is None else list(windows),
        "show_error_budget": budget,
        "global_time_target": global_time_target,
        "additional_query_filters": additional_query_filters,
    }
    return framed("slo", title, frame, fields)


@constructor
def slo_graph(
    title: str,
    of: Slo,
    *,
    measure: SloMeasure = "burn_rate",
    markers: Iterable[Marker] = (),
    **frame: Unpack[Linked],
) -> Widget:
    """How fast the error budget of an SLO burns, or what is left of it, over time."""
    request = {**Formulas(SloQuery(of, measure)).over_time, "display_type": "line"}
    return framed("timeseries", title, frame, {"requests": [request], "markers": written_markers(markers)})


@constructor
def slo_list(
    title: str,
    query: str,
    *,
    limit: int | None = None,
    order: Literal["asc", "desc"] | None = None,
    **frame: Unpack[Titled],
) -> Widget:
    """The SLOs that match a search, such as `team:payments AND env:prod`; `order` is by their status."""
    sort = None if order is None else [{"column": "status.sli", "order": order}]
    asked = said({"query_string": query, "limit": limit, "sort": sort})
    return framed("slo_list", title, frame, {"requests": [{"request_type": "slo_list", "query": asked}]})


@constructor
def alert_graph(
    title: str,
    of: Monitor | str,
    *,
    shown_as: Literal["timeseries", "toplist"] = "timeseries",
    **frame: Unpack[Timed],
) -> Widget:
    """The graph of a monitor with its thresholds; a text is a reference `${monitor:shop/checkout/errors}` or an id."""
    return framed("alert_graph", title, frame, {"alert_id": _id(of), "viz_type": shown_as})


@constructor
def alert_value(
    title: str,
    of: Monitor | str,
    *,
    unit: str | None = None,
    precision: int | None = None,
    text_align: Align | None = None,
    **frame: Unpack[Titled],
) -> Widget:
    """The present value of a monitor; a text is a reference or an id. `unit` is "auto" or stands behind the number."""
    fields = {"alert_id": _id(of), "unit": unit, "precision": precision, "text_align": text_align}
    return framed("alert_value", title, frame, fields)


@constructor
def manage_status(
    title: str,
    query: str,
    *,
    shown: Literal["counts", "countsAndList", "list"] = "countsAndList",
    summary_type: Literal["monitors", "groups", "combined"] = "monitors",
    color_preference: Literal["background", "text"] = "text",
    hide_zero: bool = True,
    show_priority: bool | None = None,
    sort: str = "status,asc",
    **frame: Unpack[Titled],
) -> Widget:
    """The monitors that match a search, such as `tag:(team:payments) $env`: how many are in which state, and which."""
    fields = {
        "query": query,
        "summary_type": summary_type,
        "display_format": shown,
        "color_preference": color_preference,
        "hide_zero_counts": hide_zero,
        "show_last_triggered": True,
        "show_priority": show_priority,
        "sort": sort,
        "count": 50,
        "start": 0,
    }
    return framed("manage_status", title, frame, fields)


@constructor
def check_status(
    title: str,
    check: str,
    *,
    group: str | None = None,
    by: Iterable[str] = (),
    tags: Iterable[str] = (),
    **frame: Unpack[Timed],
) -> Widget:
    """The status of a service check: of one `group`, or counted over all that have the tags."""
    fields = {
        "check": check,
        "grouping": "cluster" if group is None else "check",
        "group": group,
        "group_by": list(by),
        "tags": list(tags),
    }
    return framed("check_status", title, frame, fields)


def _id(of: Monitor | str) -> str:
    return of.reference if isinstance(of, Monitor) else of
