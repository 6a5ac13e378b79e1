"""One number."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal

from msgspec import Meta, field

from dogwatch.kinds.dashboard.parts.formats import WidgetConditionalFormat
from dogwatch.kinds.dashboard.parts.formulas import WidgetFormula
from dogwatch.kinds.dashboard.parts.graphs import WidgetAxis
from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.older import LogQueryDefinition, ProcessQueryDefinition
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.queries import FormulaAndFunctionQueryDefinition
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class ComparisonCustomTimeframe(Part):
    from_: int = field(name="from")
    to: int


class ComparisonDuration(Part):
    type: Literal["custom_timeframe", "previous_day", "previous_month", "previous_timeframe", "previous_week"]
    custom_timeframe: ComparisonCustomTimeframe = ABSENT


class QueryValueWidgetComparison(Part):
    duration: ComparisonDuration
    directionality: Literal["decrease_better", "increase_better", "neutral"] = ABSENT
    type: Literal["absolute", "both", "relative"] = ABSENT


class QueryValueWidgetRequest(Part):
    aggregator: Literal["avg", "last", "max", "min", "percentile", "sum"] = ABSENT
    apm_query: LogQueryDefinition = ABSENT
    audit_query: LogQueryDefinition = ABSENT
    comparison: QueryValueWidgetComparison = ABSENT
    conditional_formats: list[WidgetConditionalFormat] = ABSENT
    event_query: LogQueryDefinition = ABSENT
    formulas: list[WidgetFormula] = ABSENT
    log_query: LogQueryDefinition = ABSENT
    network_query: LogQueryDefinition = ABSENT
    process_query: ProcessQueryDefinition = ABSENT
    profile_metrics_query: LogQueryDefinition = ABSENT
    q: str = ABSENT
    queries: list[FormulaAndFunctionQueryDefinition] = ABSENT
    response_format: Literal["event_list", "scalar", "timeseries"] = ABSENT
    rum_query: LogQueryDefinition = ABSENT
    security_query: LogQueryDefinition = ABSENT


class TimeseriesBackground(Part):
    type: Literal["area", "bars"]
    yaxis: WidgetAxis = ABSENT


class Definition(Part):
    requests: Annotated[list[QueryValueWidgetRequest], Meta(max_length=1, min_length=1)]
    type: Literal["query_value"]
    autoscale: bool = ABSENT
    custom_links: list[WidgetCustomLink] = ABSENT
    custom_unit: str = ABSENT
    description: str = ABSENT
    precision: int = ABSENT
    text_align: Literal["center", "left", "right"] = ABSENT
    time: WidgetTime = ABSENT
    timeseries_background: TimeseriesBackground = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
