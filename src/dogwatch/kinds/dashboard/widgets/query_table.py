"""A table: a row per group, a column per formula."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.formats import TableWidgetTextFormatRule, WidgetConditionalFormat
from dogwatch.kinds.dashboard.parts.formulas import WidgetFormula
from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.older import ApmStatsQueryDefinition, LogQueryDefinition, ProcessQueryDefinition
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.queries import FormulaAndFunctionQueryDefinition
from dogwatch.kinds.dashboard.parts.sorts import WidgetSortBy
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class TableWidgetRequest(Part):
    aggregator: Literal["avg", "last", "max", "min", "percentile", "sum"] = ABSENT
    alias: str = ABSENT
    apm_query: LogQueryDefinition = ABSENT
    apm_stats_query: ApmStatsQueryDefinition = ABSENT
    cell_display_mode: list[Literal["bar", "number", "trend"]] = ABSENT
    conditional_formats: list[WidgetConditionalFormat] = ABSENT
    event_query: LogQueryDefinition = ABSENT
    formulas: list[WidgetFormula] = ABSENT
    limit: int = ABSENT
    log_query: LogQueryDefinition = ABSENT
    network_query: LogQueryDefinition = ABSENT
    order: Literal["asc", "desc"] = ABSENT
    process_query: ProcessQueryDefinition = ABSENT
    profile_metrics_query: LogQueryDefinition = ABSENT
    q: str = ABSENT
    queries: list[FormulaAndFunctionQueryDefinition] = ABSENT
    response_format: Literal["event_list", "scalar", "timeseries"] = ABSENT
    rum_query: LogQueryDefinition = ABSENT
    security_query: LogQueryDefinition = ABSENT
    sort: WidgetSortBy = ABSENT
    text_formats: list[list[TableWidgetTextFormatRule]] = ABSENT


class Definition(Part):
    requests: list[TableWidgetRequest]
    type: Literal["query_table"]
    custom_links: list[WidgetCustomLink] = ABSENT
    description: str = ABSENT
    has_search_bar: Literal["always", "auto", "never"] = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
