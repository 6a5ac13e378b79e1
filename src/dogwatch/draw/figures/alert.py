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
from dogwatch.query import Change, ErrorBudget, Expression, Function, MetricAlert, SloAlert, parse_monitor

from .burn import PERCENT, burning
from .heading import heading
from .query_value import QueryValue, precision
from .timeseries import Timeseries, over_time
from .toplist import Toplist, toplist

_MODELS: Final = frozenset({"anomalies", "forecast", "outliers"})
_LOOKS: Final = {"Alert": Look("white_on_red"), "Warn": Look("white_on_yellow"), "OK": Look("green")}


def alert_graph(definition: Body, data: Data, view: View) -> Timeseries | Toplist:
    """The figure of an alert graph, with thresholds as lines and the times of trouble behind them.

    Raises NotDrawn for monitors whose queries ask for neither metrics nor SLOs.
    """
    judged = data.monitor(str(definition.get("alert_id")), view.begin, view.end)
    alert = _asked(judged)
    if isinstance(alert, SloAlert):
        read, lines = burning(alert, data, view), list(_lines(judged.body, alert))
    else:
        expression, left_out = _measured(alert.over.expression)
        asked = {**definition, "requests": [{"q": str(expression)}]}
        if definition.get("viz_type") == "toplist":
            return toplist(asked, data, view)
        read = reading(asked["requests"], data, view)
        read = replace(read, remarks=(*left_out, *read.remarks))
        # What compares a change, or with a model, has thresholds of that, which is not what is drawn.
        lines = [] if isinstance(alert.over, Change) or left_out else list(_lines(judged.body, alert))
    figure = over_time({**definition, "markers": lines}, read, data, view, reaches_markers=True)
    return replace(figure, troubles=judged.troubles)


def _measured(expression: Expression) -> tuple[Expression, tuple[str, ...]]:
    """What is drawn: of a model that only Datadog knows what it is held against, and a sentence that says so."""
    if isinstance(expression, Function) and expression.name in _MODELS and expression.arguments:
        return expression.arguments[0], (f"Drawn without {expression.name}(), whose models only Datadog knows.",)  # type: ignore[return-value]  # the first is what is measured
    return expression, ()


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
