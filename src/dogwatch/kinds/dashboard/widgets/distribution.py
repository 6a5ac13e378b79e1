"""How values spread over the whole time."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.formulas import WidgetFormula
from dogwatch.kinds.dashboard.parts.graphs import WidgetMarker, WidgetStyle
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
from dogwatch.kinds.dashboard.parts.time import WidgetTime

DistributionWidgetHistogramRequestQuery: TypeAlias = (
    FormulaAndFunctionMetricQueryDefinition
    | FormulaAndFunctionEventQueryDefinition
    | FormulaAndFunctionApmResourceStatsQueryDefinition
    | FormulaAndFunctionApmMetricsQueryDefinition
)


class DistributionWidgetRequest(Part):
    apm_query: LogQueryDefinition = ABSENT
    apm_stats_query: ApmStatsQueryDefinition = ABSENT
    event_query: LogQueryDefinition = ABSENT
    formulas: list[WidgetFormula] = ABSENT
    log_query: LogQueryDefinition = ABSENT
    network_query: LogQueryDefinition = ABSENT
    process_query: ProcessQueryDefinition = ABSENT
    profile_metrics_query: LogQueryDefinition = ABSENT
    q: str = ABSENT
    queries: list[FormulaAndFunctionQueryDefinition] = ABSENT
    query: DistributionWidgetHistogramRequestQuery = ABSENT
    request_type: Literal["histogram"] = ABSENT
    response_format: Literal["event_list", "scalar", "timeseries"] = ABSENT
    rum_query: LogQueryDefinition = ABSENT
    security_query: LogQueryDefinition = ABSENT
    style: WidgetStyle = ABSENT


class DistributionWidgetXAxis(Part):
    include_zero: bool = ABSENT
    max: str = ABSENT
    min: str = ABSENT
    num_buckets: Annotated[int, Meta(ge=1)] = ABSENT
    scale: str = ABSENT


class DistributionWidgetYAxis(Part):
    include_zero: bool = ABSENT
    label: str = ABSENT
    max: str = ABSENT
    min: str = ABSENT
    scale: str = ABSENT


class Definition(Part):
    requests: Annotated[list[DistributionWidgetRequest], Meta(max_length=1, min_length=1)]
    type: Literal["distribution"]
    custom_links: list[WidgetCustomLink] = ABSENT
    description: str = ABSENT
    legend_size: str = ABSENT
    markers: list[WidgetMarker] = ABSENT
    show_legend: bool = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
    xaxis: DistributionWidgetXAxis = ABSENT
    yaxis: DistributionWidgetYAxis = ABSENT
