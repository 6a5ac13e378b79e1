"""Graphs: lines over time, and how values spread."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, TypeAlias

from dogwatch.query import Source

from .marker import Marker, written_markers
from .requests import Aggregator, Formulas, Queries, Query, each_query, histogram
from .widget import Widget, widget

Display: TypeAlias = Literal["line", "area", "bars"]
Before: TypeAlias = Literal["hour_before", "day_before", "week_before", "month_before"]


def timeseries(
    title: str,
    queries: Queries,
    *,
    display: Display = "line",
    markers: Iterable[Marker] = (),
    palette: str = "dog_classic",
    axis: Mapping[str, Any] | None = None,
    events: Iterable[str] = (),
    legend: bool = True,
    time: str | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """Values over time: `timeseries("Response time", {"p95": checkout.metrics.duration.p95()})`.

    `axis` is Datadog's own: `{"min": "0", "scale": "log"}`. `events` are searches whose events stand as lines in the
    graph: `["event:deploy $service"]`. `time` fixes a span, "1h", whatever the dashboard shows.
    """
    style = {"palette": palette, "line_type": "solid", "line_width": "normal"}
    request = {**Formulas(queries).over_time, "display_type": display, "style": style}
    definition = {
        "type": "timeseries",
        "title": title,
        "show_legend": legend,
        "legend_layout": "auto",
        "legend_columns": ["avg", "min", "max", "value", "sum"],
        "time": span(time),
        "requests": [request],
        "yaxis": axis,
        "markers": written_markers(markers),
        "events": [{"q": search} for search in events] or None,
    }
    return widget(definition, width=width, height=height)


def heatmap(
    title: str,
    values: Source | Query,
    *,
    palette: str = "dog_classic",
    percentiles: Iterable[float] = (),
    time: str | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """How values spread over time: of a distribution `checkout.metrics.duration` its values, of an expression its
    groups. `percentiles` are drawn as lines, 50 and 99 for instance."""
    request = _spread(values, lambda asked: asked.over_time)
    definition = {
        "type": "heatmap",
        "title": title,
        "time": span(time),
        "requests": [{**request, "style": {"palette": palette}}],
        "markers": _percentiles(percentiles),
    }
    return widget(definition, width=width, height=height)


def distribution(
    title: str,
    values: Source | Query,
    *,
    palette: str = "dog_classic",
    percentiles: Iterable[float] = (),
    time: str | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """How values spread over the whole time: of a distribution its values, of an expression its groups."""
    request = _spread(values, lambda asked: asked.as_numbers())
    definition = {
        "type": "distribution",
        "title": title,
        "time": span(time),
        "requests": [{**request, "style": {"palette": palette}}],
        "markers": _percentiles(percentiles),
    }
    return widget(definition, width=width, height=height)


def change(
    title: str,
    queries: Query,
    *,
    before: Before = "week_before",
    relative: bool = False,
    increase_is_good: bool = False,
    aggregator: Aggregator | None = None,
    time: str | None = None,
    width: int | None = None,
    height: int | None = None,
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
    definition = {"type": "change", "title": title, "time": span(time), "requests": [request]}
    return widget(definition, width=width, height=height)


def span(time: str | None) -> dict[str, str] | None:
    """A fixed span of time as Datadog writes it."""
    return None if time is None else {"live_span": time}


def _spread(values: Source | Query, of_groups: Callable[[Formulas], dict[str, Any]]) -> dict[str, Any]:
    """The request for the values of a distribution, or else for those of groups."""
    match values:
        case Source():
            return histogram(values)
        case str() if values.startswith("histogram:"):
            return histogram(values)
        case _:
            return of_groups(Formulas(values))


def _percentiles(percentiles: Iterable[float]) -> list[dict[str, str]] | None:
    return [{"value": f"{percentile:g}", "display_type": "percentile"} for percentile in percentiles] or None
