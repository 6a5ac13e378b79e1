"""Graphs: lines over time, and how values spread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, TypeAlias, TypedDict, Unpack

from dogwatch.query import Source

from .arguments import constructor
from .frame import Linked, framed
from .marker import Marker, written_markers, written_percentiles
from .requests import Aggregator, Formulas, Queries, Query, each_query, histogram
from .widget import Widget

Display: TypeAlias = Literal["line", "area", "bars", "overlay"]
Before: TypeAlias = Literal["hour_before", "day_before", "week_before", "month_before"]


class Axis(TypedDict, total=False):
    """An axis; its ends are numbers or "auto", its scale is "linear", "log", "sqrt" or a power such as "pow2"."""

    include_zero: bool
    label: str
    max: float | str
    min: float | str
    scale: str


@constructor
def timeseries(
    title: str,
    queries: Queries,
    *,
    display: Display = "line",
    markers: Iterable[Marker] = (),
    palette: str = "dog_classic",
    line_type: Literal["solid", "dashed", "dotted"] = "solid",
    line_width: Literal["normal", "thick", "thin"] = "normal",
    axis: Axis | None = None,
    right: Queries | None = None,
    right_axis: Axis | None = None,
    events: Iterable[str] = (),
    legend: bool = True,
    legend_layout: Literal["auto", "horizontal", "vertical"] = "auto",
    legend_columns: Iterable[Literal["avg", "min", "max", "value", "sum"]] = ("avg", "min", "max", "value", "sum"),
    **frame: Unpack[Linked],
) -> Widget:
    """Values over time: `timeseries("Response time", {"p95": checkout.metrics.duration.p95()})`.

    `axis` is Datadog's own: `{"min": 0, "scale": "log"}`; the queries of `right` have an axis of their own on that
    side. `events` are searches whose events stand as lines in the graph: `["event:deploy $service"]`.
    """
    style = {"palette": palette, "line_type": line_type, "line_width": line_width}
    request = {**Formulas(queries).over_time, "display_type": display, "style": style}
    requests = [request]
    if right is not None:
        requests.append({**request, **Formulas(right).over_time, "on_right_yaxis": True})
    fields = {
        "show_legend": legend,
        "legend_layout": legend_layout,
        "legend_columns": list(legend_columns),
        "requests": requests,
        "yaxis": written_axis(axis),
        "right_yaxis": written_axis(right_axis),
        "markers": written_markers(markers),
        "events": [{"q": search} for search in events] or None,
    }
    return framed("timeseries", title, frame, fields)


@constructor
def heatmap(
    title: str,
    values: Source | Query,
    *,
    palette: str = "dog_classic",
    percentiles: Iterable[float] = (),
    axis: Axis | None = None,
    events: Iterable[str] = (),
    **frame: Unpack[Linked],
) -> Widget:
    """How values spread over time: of a distribution `checkout.metrics.duration` its values, of an expression its
    groups. `percentiles` are drawn as lines, 50 and 99 for instance."""
    request = _spread(values, lambda asked: asked.over_time)
    fields = {
        "requests": [{**request, "style": {"palette": palette}}],
        "yaxis": written_axis(axis),
        "markers": written_percentiles(percentiles),
        "events": [{"q": search} for search in events] or None,
    }
    return framed("heatmap", title, frame, fields)


@constructor
def distribution(
    title: str,
    values: Source | Query,
    *,
    palette: str = "dog_classic",
    percentiles: Iterable[float] = (),
    **frame: Unpack[Linked],
) -> Widget:
    """How values spread over the whole time: of a distribution its values, of an expression its groups."""
    request = _spread(values, lambda asked: asked.as_numbers())
    fields = {
        "requests": [{**request, "style": {"palette": palette}}],
        "markers": written_percentiles(percentiles),
    }
    return framed("distribution", title, frame, fields)


@constructor
def change(
    title: str,
    queries: Query,
    *,
    before: Before = "week_before",
    relative: bool = False,
    increase_is_good: bool = False,
    aggregator: Aggregator | None = None,
    **frame: Unpack[Linked],
) -> Widget:
    """Each group now beside the same time before: `change("Calls", hits.by("service"))` compares with last week."""
    asked = Formulas(queries)
    now = asked.formulas[0]
    then = {"formula": each_query(now["formula"], before)}
    request = {
        **asked.as_numbers(aggregator),
        "formulas": [then, now],
        "change_type": "relative" if relative else "absolute",
        "increase_good": increase_is_good,
        "order_by": "change",
        "order_dir": "desc",
        "show_present": True,
    }
    return framed("change", title, frame, {"requests": [request]})


def written_axis(axis: Axis | None) -> Mapping[str, Any] | None:
    """An axis as Datadog writes it, whose ends are texts."""
    if axis is None:
        return None
    return {name: str(value) if name in ("min", "max") else value for name, value in axis.items()}


def _spread(values: Source | Query, of_groups: Callable[[Formulas], dict[str, Any]]) -> dict[str, Any]:
    """The request for the values of a distribution, or else for those of groups."""
    match values:
        case Source():
            return histogram(values)
        case str() if values.startswith("histogram:"):
            return histogram(values)
        case _:
            return of_groups(Formulas(values))
