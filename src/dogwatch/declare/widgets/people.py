"""What people do, as RUM and Product Analytics know it: how far they get, which ways they take, whether they return."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias, Unpack

from .arguments import constructor
from .frame import Align, Size, Time, Timed, framed
from .widget import Widget, said

Entity: TypeAlias = Literal["@usr.id", "@account.id"]
Period: TypeAlias = Literal["day", "week", "month"]


@constructor
def funnel(
    title: str,
    steps: Iterable[tuple[str, str]],
    *,
    query: str = "",
    grouped_display: Literal["side_by_side", "stacked"] | None = None,
    **frame: Unpack[Timed],
) -> Widget:
    """How many sessions of RUM get from each step to the next: `[("@view.name", "/cart"), ("@action.name", "pay")]`."""
    written = [{"facet": facet, "value": value} for facet, value in steps]
    asked = {"data_source": "rum", "query_string": query, "steps": written}
    fields = {"requests": [{"request_type": "funnel", "query": asked}], "grouped_display": grouped_display}
    return framed("funnel", title, frame, fields)


@constructor
def sankey(
    title: str,
    query: str,
    *,
    data_source: Literal["rum", "product_analytics"] = "rum",
    source: str | None = None,
    target: str | None = None,
    number_of_steps: int | None = None,
    entries_per_step: int | None = None,
    show_other_links: bool | None = None,
    sort_nodes: bool | None = None,
    time: Time | None = None,
    title_align: Align | None = None,
    title_size: int | None = None,
    **frame: Unpack[Size],
) -> Widget:
    """Which ways people take from a `source`, or towards a `target`: `sankey("Ways", "@type:view", source="/cart")`."""
    asked = {
        "data_source": data_source,
        "mode": "source" if target is None else "target",
        "query_string": query,
        "source": source,
        "target": target,
        "number_of_steps": number_of_steps,
        "entries_per_step": entries_per_step,
    }
    fields = {
        "requests": [{"request_type": "sankey", "query": said(asked)}],
        "show_other_links": show_other_links,
        "sort_nodes": sort_nodes,
    }
    around = {"time": time, "title_align": title_align, "title_size": title_size, **frame}
    return framed("sankey", title, around, fields)


@constructor
def cohort(
    title: str,
    start: str,
    *,
    come_back: str | None = None,
    every: Period = "week",
    timezone: str = "UTC",
    entity: Entity = "@usr.id",
    rate: bool = True,
    **frame: Unpack[Timed],
) -> Widget:
    """How many of those who began in one period come back in the following ones, as a grid.

    `start` and `come_back` are searches of Product Analytics, such as `@type:view @view.name:/cart`; without the second
    whoever does anything has come back.
    """
    request = {"request_type": "retention_grid", "query": _retention(start, come_back, every, timezone, entity, rate)}
    return framed("cohort", title, frame, {"requests": [request]})


@constructor
def retention_curve(
    title: str,
    start: str,
    *,
    come_back: str | None = None,
    every: Period = "week",
    timezone: str = "UTC",
    entity: Entity = "@usr.id",
    rate: bool = True,
    palette: str = "dog_classic",
    **frame: Unpack[Timed],
) -> Widget:
    """How many of those who began together come back, as a line over the periods since; see `cohort`."""
    query = _retention(start, come_back, every, timezone, entity, rate)
    request = {"request_type": "retention_curve", "query": query, "style": {"palette": palette}}
    return framed("retention_curve", title, frame, {"requests": [request]})


def _retention(start: str, come_back: str | None, every: str, timezone: str, entity: str, rate: bool) -> dict[str, Any]:
    interval = {"type": "calendar", "value": {"type": every, "timezone": timezone}}
    search = {
        "cohort_criteria": {"base_query": _searched(start), "time_interval": interval},
        "retention_entity": entity,
        "return_condition": "conversion_on_or_after",
        "return_criteria": None if come_back is None else {"base_query": _searched(come_back)},
    }
    return {
        "data_source": "product_analytics_retention",
        "compute": {"aggregation": "count", "metric": "__dd.retention_rate" if rate else "__dd.retention"},
        "search": said(search),
    }


def _searched(query: str) -> dict[str, Any]:
    return {"data_source": "product_analytics", "search": {"query": query}}
