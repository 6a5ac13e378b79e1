"""Shares of a whole."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, Unpack

from .arguments import constructor
from .frame import Link, Linked, Size, Time, framed
from .numbers import Order, by_first
from .requests import Aggregator, Formulas, Queries
from .widget import Widget


@constructor
def sunburst(
    title: str,
    queries: Queries,
    *,
    count: int | None = 10,
    order: Order = "desc",
    aggregator: Aggregator | None = None,
    palette: str = "datadog16",
    legend: Literal["automatic", "inline", "table", "none"] = "automatic",
    hide_total: bool | None = None,
    **frame: Unpack[Linked],
) -> Widget:
    """Shares of a whole as rings, one per group: `sunburst("Calls", hits.by("service"))`."""
    request = {
        **Formulas(queries).as_numbers(aggregator),
        **by_first(count, order),
        "style": {"palette": palette},
    }
    return framed(
        "sunburst", title, frame, {"requests": [request], "legend": {"type": legend}, "hide_total": hide_total}
    )


@constructor
def treemap(
    title: str,
    queries: Queries,
    *,
    count: int | None = 100,
    order: Order = "desc",
    aggregator: Aggregator | None = None,
    palette: str = "datadog16",
    description: str | None = None,
    time: Time | None = None,
    custom_links: Iterable[Link] = (),
    **frame: Unpack[Size],
) -> Widget:
    """Shares of a whole as areas, one per group: `treemap("Calls", hits.by("service"))`."""
    request = {
        **Formulas(queries).as_numbers(aggregator),
        **by_first(count, order),
        "style": {"palette": palette},
    }
    around = {"description": description, "time": time, "custom_links": custom_links, **frame}
    return framed("treemap", title, around, {"requests": [request]})
