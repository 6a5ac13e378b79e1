"""States: SLOs, monitors, checks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from dogwatch.declare.monitor import Monitor
from dogwatch.declare.sli import Events, Slices
from dogwatch.declare.slo import Slo
from dogwatch.declare.uptime import Uptime

from .graphs import span
from .marker import Marker, written_markers
from .widget import Widget, widget


def slo(
    title: str,
    of: Slo | str,
    *,
    windows: Iterable[str] | None = None,
    budget: bool = True,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """The status of an SLO and what is left of its budget; a text is a reference `${slo:shop/checkout/availability}`
    or an id. The windows are the SLO's own unless given."""
    own = [of.time_frame] if isinstance(of, Slo) else ["30d"]
    definition = {
        "type": "slo",
        "title": title,
        "view_type": "detail",
        "view_mode": "overall",
        "slo_id": of.reference if isinstance(of, Slo) else of,
        "time_windows": own if windows is None else list(windows),
        "show_error_budget": budget,
    }
    return widget(definition, width=width, height=height)


def slo_graph(
    title: str,
    of: Slo,
    *,
    measure: Literal["burn_rate", "error_budget_remaining", "slo_status"] = "burn_rate",
    markers: Iterable[Marker] = (),
    time: str | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """How fast the error budget of an SLO burns, or what is left of it, over time."""
    query = {
        "data_source": "slo",
        "name": "query1",
        "slo_id": of.reference,
        "measure": measure,
        "slo_query_type": _query_type(of),
        "group_mode": "overall",
        "additional_query_filters": "*",
    }
    request = {
        "formulas": [{"formula": "query1"}],
        "queries": [query],
        "response_format": "timeseries",
        "display_type": "line",
    }
    definition = {
        "type": "timeseries",
        "title": title,
        "time": span(time),
        "requests": [request],
        "markers": written_markers(markers),
    }
    return widget(definition, width=width, height=height)


def _query_type(of: Slo) -> str:
    match of.sli:
        case Events():
            return "metric"
        case Slices():
            return "time_slice"
        case Uptime():
            return "monitor"
        case own:
            return str(own.get("type"))


def alert_graph(
    title: str,
    of: Monitor | str,
    *,
    shown_as: Literal["timeseries", "toplist"] = "timeseries",
    time: str | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """The graph of a monitor with its thresholds; a text is a reference `${monitor:shop/checkout/errors}` or an id."""
    definition = {
        "type": "alert_graph",
        "title": title,
        "time": span(time),
        "alert_id": of.reference if isinstance(of, Monitor) else of,
        "viz_type": shown_as,
    }
    return widget(definition, width=width, height=height)


def manage_status(
    title: str,
    query: str,
    *,
    shown: Literal["counts", "countsAndList", "list"] = "countsAndList",
    hide_zero: bool = True,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """The monitors that match a search, such as `tag:(team:payments) $env`: how many are in which state, and which."""
    definition = {
        "type": "manage_status",
        "title": title,
        "query": query,
        "summary_type": "monitors",
        "display_format": shown,
        "color_preference": "text",
        "hide_zero_counts": hide_zero,
        "show_last_triggered": True,
        "sort": "status,asc",
        "count": 50,
        "start": 0,
    }
    return widget(definition, width=width, height=height)


def check_status(
    title: str,
    check: str,
    *,
    group: str | None = None,
    by: Iterable[str] = (),
    tags: Iterable[str] = (),
    time: str | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """The status of a service check: of one `group`, or counted over all that have the tags."""
    definition = {
        "type": "check_status",
        "title": title,
        "time": span(time),
        "check": check,
        "grouping": "cluster" if group is None else "check",
        "group": group,
        "group_by": list(by),
        "tags": list(tags),
    }
    return widget(definition, width=width, height=height)
