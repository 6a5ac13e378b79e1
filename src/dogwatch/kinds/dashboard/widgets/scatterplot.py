"""Groups as points, by two values."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.graphs import WidgetAxis
from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.older import LogQueryDefinition, ProcessQueryDefinition
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.queries import FormulaAndFunctionQueryDefinition
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class ScatterplotWidgetFormula(Part):
    dimension: Literal["color", "radius", "x", "y"]
    formula: str
    alias: str = ABSENT


class ScatterplotTableRequest(Part):
    formulas: list[ScatterplotWidgetFormula] = ABSENT
    queries: list[FormulaAndFunctionQueryDefinition] = ABSENT
    response_format: Literal["event_list", "scalar", "timeseries"] = ABSENT


class ScatterPlotRequest(Part):
    aggregator: Literal["avg", "last", "max", "min", "sum"] = ABSENT
    apm_query: LogQueryDefinition = ABSENT
    event_query: LogQueryDefinition = ABSENT
    log_query: LogQueryDefinition = ABSENT
    network_query: LogQueryDefinition = ABSENT
    process_query: ProcessQueryDefinition = ABSENT
    profile_metrics_query: LogQueryDefinition = ABSENT
    q: str = ABSENT
    rum_query: LogQueryDefinition = ABSENT
    security_query: LogQueryDefinition = ABSENT


class ScatterPlotWidgetDefinitionRequests(Part):
    table: ScatterplotTableRequest = ABSENT
    x: ScatterPlotRequest = ABSENT
    y: ScatterPlotRequest = ABSENT


class Definition(Part):
    requests: ScatterPlotWidgetDefinitionRequests
    type: Literal["scatterplot"]
    color_by_groups: list[str] = ABSENT
    custom_links: list[WidgetCustomLink] = ABSENT
    description: str = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
    xaxis: WidgetAxis = ABSENT
    yaxis: WidgetAxis = ABSENT
