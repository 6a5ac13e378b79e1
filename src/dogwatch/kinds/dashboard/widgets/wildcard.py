"""Anything that Vega-Lite draws."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Any, Literal, TypeAlias

from dogwatch.kinds.dashboard.parts.formulas import WidgetFormula
from dogwatch.kinds.dashboard.parts.graphs import TimeseriesWidgetExpressionAlias
from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.older import ApmStatsQueryDefinition, LogQueryDefinition, ProcessQueryDefinition
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.queries import (
    FormulaAndFunctionApmMetricsQueryDefinition,
    FormulaAndFunctionApmResourceStatsQueryDefinition,
    FormulaAndFunctionEventQueryDefinition,
    FormulaAndFunctionMetricQueryDefinition,
    FormulaAndFunctionQueryDefinition,
)
from dogwatch.kinds.dashboard.parts.sorts import WidgetSortBy
from dogwatch.kinds.dashboard.parts.streams import ListStreamColumn, ListStreamQuery
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class WildcardWidgetRequestStyle(Part):
    line_type: Literal["dashed", "dotted", "solid"] = ABSENT
    line_width: Literal["normal", "thick", "thin"] = ABSENT
    order_by: Literal["tags", "values"] = ABSENT
    palette: str = ABSENT
    has_value_labels: bool = ABSENT
    color_order: str = ABSENT
    order_reverse: bool = ABSENT


WildcardWidgetRequestQuery: TypeAlias = (
    ListStreamQuery
    | FormulaAndFunctionMetricQueryDefinition
    | FormulaAndFunctionEventQueryDefinition
    | FormulaAndFunctionApmResourceStatsQueryDefinition
    | FormulaAndFunctionApmMetricsQueryDefinition
)


class WildcardWidgetRequest(Part):
    formulas: list[WidgetFormula] = ABSENT
    q: str = ABSENT
    queries: list[FormulaAndFunctionQueryDefinition] = ABSENT
    response_format: Literal["event_list", "scalar", "timeseries"] = ABSENT
    sort: WidgetSortBy = ABSENT
    style: WildcardWidgetRequestStyle = ABSENT
    apm_query: LogQueryDefinition = ABSENT
    audit_query: LogQueryDefinition = ABSENT
    display_type: Literal["area", "bars", "line", "overlay"] = ABSENT
    event_query: LogQueryDefinition = ABSENT
    log_query: LogQueryDefinition = ABSENT
    metadata: list[TimeseriesWidgetExpressionAlias] = ABSENT
    network_query: LogQueryDefinition = ABSENT
    on_right_yaxis: bool = ABSENT
    process_query: ProcessQueryDefinition = ABSENT
    profile_metrics_query: LogQueryDefinition = ABSENT
    rum_query: LogQueryDefinition = ABSENT
    security_query: LogQueryDefinition = ABSENT
    columns: list[ListStreamColumn] = ABSENT
    query: WildcardWidgetRequestQuery = ABSENT
    apm_stats_query: ApmStatsQueryDefinition = ABSENT
    request_type: Literal["histogram"] = ABSENT


class WildcardWidgetSpecification(Part):
    contents: dict[str, Any]
    type: Literal["vega", "vega-lite"]


class Definition(Part):
    requests: list[WildcardWidgetRequest]
    specification: WildcardWidgetSpecification
    type: Literal["wildcard"]
    custom_links: list[WidgetCustomLink] = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
