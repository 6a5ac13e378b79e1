"""How values spread over time."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.formulas import WidgetFormula
from dogwatch.kinds.dashboard.parts.graphs import WidgetAxis, WidgetEvent, WidgetMarker, WidgetStyle
from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.older import LogQueryDefinition, ProcessQueryDefinition
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.queries import (
    FormulaAndFunctionMetricQueryDefinition,
    FormulaAndFunctionQueryDefinition,
)
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class EventQueryDefinition(Part):
    search: str
    tags_execution: str


class HeatMapWidgetRequest(Part):
    apm_query: LogQueryDefinition = ABSENT
    event_query: EventQueryDefinition = ABSENT
    formulas: list[WidgetFormula] = ABSENT
    log_query: LogQueryDefinition = ABSENT
    network_query: LogQueryDefinition = ABSENT
    process_query: ProcessQueryDefinition = ABSENT
    profile_metrics_query: LogQueryDefinition = ABSENT
    q: str = ABSENT
    queries: list[FormulaAndFunctionQueryDefinition] = ABSENT
    query: FormulaAndFunctionMetricQueryDefinition = ABSENT
    request_type: Literal["histogram"] = ABSENT
    response_format: Literal["event_list", "scalar", "timeseries"] = ABSENT
    rum_query: LogQueryDefinition = ABSENT
    security_query: LogQueryDefinition = ABSENT
    style: WidgetStyle = ABSENT


class HeatMapWidgetXAxis(Part):
    num_buckets: int = ABSENT


class Definition(Part):
    requests: Annotated[list[HeatMapWidgetRequest], Meta(max_length=1, min_length=1)]
    type: Literal["heatmap"]
    custom_links: list[WidgetCustomLink] = ABSENT
    description: str = ABSENT
    events: list[WidgetEvent] = ABSENT
    legend_size: str = ABSENT
    markers: list[WidgetMarker] = ABSENT
    show_legend: bool = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
    xaxis: HeatMapWidgetXAxis = ABSENT
    yaxis: WidgetAxis = ABSENT
