"""Numbers over the whole time: one, the highest, or a table of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from dogwatch.query import written

from .graphs import span
from .requests import Aggregator, Formulas, Queries, Query
from .widget import Widget, widget

# The most that Datadog's interface offers for a list.
_MOST = 500

_CONDITION = re.compile(r"\s*(>=|<=|>|<|=)\s*(-?\d+(?:\.\d+)?)\s*")


def query_value(
    title: str,
    query: Query,
    *,
    aggregator: Aggregator | None = None,
    unit: str | None = None,
    precision: int | None = None,
    formats: Mapping[str, str] | None = None,
    time: str | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """One number; `formats` colours it, the first that fits: `{"> 0.01": "white_on_red"}`. `unit` replaces its own."""
    asked = Formulas(query).as_numbers(aggregator)
    if formats:
        asked["conditional_formats"] = _formats(formats)
    definition = {
        "type": "query_value",
        "title": title,
        "time": span(time),
        "requests": [asked],
        "autoscale": unit is None,
        "custom_unit": unit,
        "precision": precision,
    }
    return widget(definition, width=width, height=height)


def toplist(
    title: str,
    queries: Queries,
    *,
    count: int = 10,
    aggregator: Aggregator | None = None,
    formats: Mapping[str, str] | None = None,
    time: str | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """The groups with the highest values: `toplist("Calls", hits.by("service"))`."""
    asked = {**Formulas(queries).as_numbers(aggregator), "sort": _sorted_by_first(count)}
    if formats:
        asked["conditional_formats"] = _formats(formats)
    return widget(
        {"type": "toplist", "title": title, "time": span(time), "requests": [asked]}, width=width, height=height
    )


def query_table(
    title: str,
    columns: Mapping[str, Query],
    *,
    count: int = _MOST,
    aggregator: Aggregator | None = None,
    formats: Mapping[str, Mapping[str, str]] | None = None,
    time: str | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """A row per group and a column per query; all queries have the same groups. `formats` are by column."""
    asked = {**Formulas(columns).as_numbers(aggregator), "sort": _sorted_by_first(count)}
    asked["formulas"] = [
        {**formula, "conditional_formats": _formats((formats or {}).get(name, {}))}
        for name, formula in zip(columns, asked["formulas"], strict=True)
    ]
    definition = {
        "type": "query_table",
        "title": title,
        "time": span(time),
        "requests": [asked],
        "has_search_bar": "auto",
    }
    return widget(definition, width=width, height=height)


def _sorted_by_first(count: int) -> dict[str, Any]:
    return {"count": count, "order_by": [{"type": "formula", "index": 0, "order": "desc"}]}


def _formats(formats: Mapping[str, str]) -> list[dict[str, Any]]:
    return [_format(condition, palette) for condition, palette in formats.items()]


def _format(condition: str, palette: str) -> dict[str, Any]:
    """A condition such as `> 0.01` with its colours. Raises ValueError for what is none."""
    match = _CONDITION.fullmatch(condition)
    if match is None:
        raise ValueError(f"{condition!r} is no condition; write a comparison with a number, as in '> 0.01'")
    return {"comparator": match[1], "value": written(float(match[2])), "palette": palette}
