"""Requests of graphs: queries and formulas, and the older forms that Datadog still takes."""

from __future__ import annotations

from typing import Literal, Required, TypedDict

from .parts import ConditionalFormat, Json


class Query(TypedDict, total=False):
    """A query of any data source. The text is a metric query; other sources have `search` and `compute`."""

    data_source: Required[str]
    name: str
    query: str | Json
    aggregator: Literal["avg", "last", "max", "min", "sum", "area", "l2norm", "percentile"]
    semantic_mode: Literal["combined", "native"]
    search: Json
    compute: Json | list[Json]
    group_by: Json | list[Json | str]
    indexes: list[str]
    storage: str


class Limit(TypedDict, total=False):
    count: int
    order: Literal["asc", "desc"]


class Formula(TypedDict, total=False):
    formula: Required[str]
    alias: str
    cell_display_mode: Literal["number", "bar", "trend"]
    conditional_formats: list[ConditionalFormat]
    limit: Limit
    number_format: Json
    style: Json


class Sort(TypedDict, total=False):
    count: int
    order_by: list[Json]


class Style(TypedDict, total=False):
    palette: str
    line_type: Literal["dashed", "dotted", "solid"]
    line_width: Literal["normal", "thick", "thin"]
    order_by: Literal["tags", "values"]


class Older(TypedDict, total=False):
    """The forms of a request before formulas, one of them at a time."""

    q: str
    apm_query: Json
    audit_query: Json
    event_query: Json
    log_query: Json
    network_query: Json
    process_query: Json
    profile_metrics_query: Json
    rum_query: Json
    security_query: Json


class FormulaRequest(Older, total=False):
    """Queries by their names, and formulas over them."""

    queries: list[Query]
    formulas: list[Formula]
    response_format: Literal["timeseries", "scalar", "event_list"]


class ScalarRequest(FormulaRequest, total=False):
    """A request whose answer is a number per group."""

    conditional_formats: list[ConditionalFormat]
    sort: Sort
    style: Style


class HistogramRequest(FormulaRequest, total=False):
    """A request whose answer is a histogram: `histogram:METRIC{...}` of a distribution, or buckets of series."""

    query: Query
    request_type: Literal["histogram"]
    style: Style
