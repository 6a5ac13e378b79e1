"""Numbers over the whole time: one, one per group, or a table of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias, Unpack

import attrs

from .arguments import constructor
from .formats import Formats, Palette, written_formats
from .frame import Align, Linked, framed
from .requests import Aggregator, Formulas, Queries, Query
from .shape import Argument
from .widget import Widget, said

# The most that Datadog's interface offers for a list.
_MOST = 500

Order: TypeAlias = Literal["asc", "desc"]
Scaling: TypeAlias = Literal["absolute", "relative"]
Stacking: TypeAlias = Literal["flat", "stacked"]


@attrs.frozen
class Column(Argument):
    """A column of a table: how its cells are shown, in which unit ("byte", "second"), in which colours."""

    query: Query
    display: Literal["number", "bar", "trend"] | None = attrs.field(default=None, kw_only=True)
    unit: str | None = attrs.field(default=None, kw_only=True)
    formats: Formats = attrs.field(default=(), kw_only=True)


@constructor
def query_value(
    title: str,
    query: Query,
    *,
    aggregator: Aggregator | None = None,
    unit: str | None = None,
    precision: int | None = None,
    formats: Formats | None = None,
    text_align: Align | None = None,
    background: Literal["area", "bars"] | None = None,
    **frame: Unpack[Linked],
) -> Widget:
    """One number; `formats` colours it, the first that fits: `{"> 0.01": "white_on_red"}`. `unit` replaces its own,
    `background` draws its course behind it."""
    asked = Formulas(query).as_numbers(aggregator)
    if formats:
        asked["conditional_formats"] = written_formats(formats)
    fields = {
        "requests": [asked],
        "autoscale": unit is None,
        "custom_unit": unit,
        "precision": precision,
        "text_align": text_align,
        "timeseries_background": None if background is None else {"type": background},
    }
    return framed("query_value", title, frame, fields)


@constructor
def toplist(
    title: str,
    queries: Queries,
    *,
    count: int | None = 10,
    order: Order = "desc",
    aggregator: Aggregator | None = None,
    formats: Formats | None = None,
    display: Stacking | None = None,
    scaling: Scaling | None = None,
    palette: str | None = None,
    **frame: Unpack[Linked],
) -> Widget:
    """The groups with the highest values: `toplist("Calls", hits.by("service"))`. With `count=None` Datadog chooses."""
    asked = {**Formulas(queries).as_numbers(aggregator), **by_first(count, order)}
    if formats:
        asked["conditional_formats"] = written_formats(formats)
    fields = {"requests": [asked], "style": _bars(display, scaling, palette)}
    return framed("toplist", title, frame, fields)


@constructor
def bar_chart(
    title: str,
    queries: Queries,
    *,
    count: int | None = 10,
    order: Order = "desc",
    aggregator: Aggregator | None = None,
    formats: Formats | None = None,
    display: Stacking | None = None,
    scaling: Scaling | None = None,
    palette: str | None = None,
    **frame: Unpack[Linked],
) -> Widget:
    """Bars beside each other, one per group: `bar_chart("Calls", hits.by("service"))`."""
    asked = {**Formulas(queries).as_numbers(aggregator), **by_first(count, order)}
    if formats:
        asked["conditional_formats"] = written_formats(formats)
    fields = {"requests": [asked], "style": _bars(display, scaling, palette)}
    return framed("bar_chart", title, frame, fields)


@constructor
def query_table(
    title: str,
    columns: Mapping[str, Query | Column],
    *,
    count: int | None = _MOST,
    order: Order = "desc",
    aggregator: Aggregator | None = None,
    formats: Mapping[str, Mapping[str, Palette]] | None = None,
    has_search_bar: Literal["always", "auto", "never"] = "auto",
    **frame: Unpack[Linked],
) -> Widget:
    """A row per group and a column per query; all queries have the same groups. A `Column` says how it is shown;
    `formats` are by column."""
    shown = {name: each if isinstance(each, Column) else Column(each) for name, each in columns.items()}
    asked = Formulas({name: column.query for name, column in shown.items()}).as_numbers(aggregator)
    asked |= by_first(count, order)
    asked["formulas"] = [
        {**formula, **_cells(column, (formats or {}).get(name))}
        for (name, column), formula in zip(shown.items(), asked["formulas"], strict=True)
    ]
    return framed("query_table", title, frame, {"requests": [asked], "has_search_bar": has_search_bar})


def by_first(count: int | None, order: Order) -> dict[str, Any]:
    """The part of a request that asks for the groups which the first formula puts in front; none without a count."""
    if count is None:
        return {}
    return {"sort": {"count": count, "order_by": [{"type": "formula", "index": 0, "order": order}]}}


def _cells(column: Column, formats: Formats | None) -> dict[str, Any]:
    cells: dict[str, Any] = {"conditional_formats": written_formats(column.formats or formats)}
    if column.display is not None:
        cells["cell_display_mode"] = column.display
    if column.unit is not None:
        cells["number_format"] = {"unit": {"type": "canonical_unit", "unit_name": column.unit}}
    return cells


def _bars(display: Stacking | None, scaling: Scaling | None, palette: str | None) -> dict[str, Any] | None:
    style = {"display": None if display is None else {"type": display}, "scaling": scaling, "palette": palette}
    return said(style) or None
