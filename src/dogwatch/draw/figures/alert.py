"""One monitor: its query as a graph with its thresholds, and its last value."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

from dogwatch.draw.asked import reading
from dogwatch.draw.data import Body, Data
from dogwatch.draw.formats import PLAIN, Look
from dogwatch.draw.remark import NotDrawn
from dogwatch.draw.states import Judged
from dogwatch.draw.unit_of import unit_of
from dogwatch.draw.units import NONE, Unit
from dogwatch.draw.view import View
from dogwatch.query import Change, ErrorBudget, MetricAlert, SloAlert, parse_monitor

from .burn import PERCENT, burning
from .heading import heading
from .query_value import QueryValue, precision
from .timeseries import Timeseries, over_time
from .toplist import Toplist, toplist

_LOOKS: Final = {"Alert": Look("white_on_red"), "Warn": Look("white_on_yellow"), "OK": Look("green")}


def alert_graph(definition: Body, data: Data, view: View) -> Timeseries | Toplist:
    """The figure of an alert graph, with thresholds as lines and the times of trouble behind them.

    Raises NotDrawn for monitors whose queries ask for neither metrics nor SLOs.
    """
    judged = data.monitor(str(definition.get("alert_id")), view.begin, view.end)
    alert = _asked(judged)
    if isinstance(alert, SloAlert):
        marked = {**definition, "markers": list(_lines(judged.body, alert))}
        figure = over_time(marked, burning(alert, data, view), data, view, reaches_markers=True)
        return replace(figure, troubles=judged.troubles)
    asked = {**definition, "requests": [{"q": str(alert.over.expression)}]}
    if definition.get("viz_type") == "toplist":
        return toplist(asked, data, view)
    # What compares a change has thresholds of the change, which is not what is drawn.
    lines = [] if isinstance(alert.over, Change) else list(_lines(judged.body, alert))
    read = reading(asked["requests"], data, view)
    figure = over_time({**asked, "markers": lines}, read, data, view, reaches_markers=True)
    return replace(figure, troubles=judged.troubles)


def alert_value(definition: Body, data: Data, view: View) -> QueryValue:
    """The figure of an alert value: what was measured last, in the colour of the monitor's state."""
    judged = data.monitor(str(definition.get("alert_id")), view.begin, view.end)
    own = definition.get("unit")
    return QueryValue(
        heading(definition, view),
        judged.value,
        _unit(judged, data) if own == "auto" else Unit(label=str(own)) if own else NONE,
        precision(definition.get("precision")),
        own == "auto",
        _LOOKS.get(judged.state, PLAIN),
        (),
        "area",
        str(definition.get("text_align") or "center"),
        (),
    )


def _asked(judged: Judged) -> MetricAlert | SloAlert:
    query = parse_monitor(judged.body["query"], judged.body["type"])
    if not isinstance(query, MetricAlert | SloAlert):
        raise NotDrawn(f"{judged.body['name']} is not drawn here: a {judged.body['type']} asks for no metric.")
    return query


def _unit(judged: Judged, data: Data) -> Unit:
    query = parse_monitor(judged.body["query"], judged.body["type"])
    if isinstance(query, SloAlert):
        return PERCENT if isinstance(query.measured, ErrorBudget) else NONE
    return unit_of(query.over.expression, data, {}) if isinstance(query, MetricAlert) else NONE


def _lines(body: Body, alert: MetricAlert | SloAlert) -> Iterator[dict[str, Any]]:
    thresholds = {"critical": alert.threshold, **((body.get("options") or {}).get("thresholds") or {})}
    for name, severity, label in (("critical", "error", "alert"), ("warning", "warning", "warn")):
        if isinstance(thresholds.get(name), int | float):
            said = f"{label} {alert.comparator} {thresholds[name]:g}"
            yield {"value": f"y = {thresholds[name]}", "display_type": f"{severity} dashed", "label": said}
