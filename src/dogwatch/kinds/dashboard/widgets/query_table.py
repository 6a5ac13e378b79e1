"""A table: a row per group, a column per formula."""

from __future__ import annotations

from typing import Literal, Required

from dogwatch.kinds.dashboard.parts import Json, Titled
from dogwatch.kinds.dashboard.requests import ScalarRequest


class Request(ScalarRequest, total=False):
    aggregator: Literal["avg", "last", "max", "min", "sum", "percentile"]
    alias: str
    apm_stats_query: Json
    cell_display_mode: list[Literal["number", "bar", "trend"]]
    limit: int
    order: Literal["asc", "desc"]
    text_formats: list[list[Json]]


class Definition(Titled, total=False):
    type: Required[Literal["query_table"]]
    requests: Required[list[Request]]
    has_search_bar: Literal["always", "never", "auto"]
