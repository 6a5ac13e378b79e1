"""Lines, areas or bars over time."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.formulas import WidgetFormula
from dogwatch.kinds.dashboard.parts.graphs import TimeseriesWidgetExpressionAlias, WidgetAxis, WidgetEvent, WidgetMarker
from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.older import LogQueryDefinition, ProcessQueryDefinition
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.queries import FormulaAndFunctionQueryDefinition
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class TimeseriesRequestStyle(Part):
    has_value_labels: bool = ABSENT
    line_type: Literal["dashed", "dotted", "solid"] = ABSENT
    line_width: Literal["normal", "thick", "thin"] = ABSENT
    order_by: Literal["tags", "values"] = ABSENT
    palette: str = ABSENT
    color_order: str = ABSENT
    order_reverse: bool = ABSENT


class TimeseriesWidgetRequest(Part):
    apm_query: LogQueryDefinition = ABSENT
    audit_query: LogQueryDefinition = ABSENT
    display_type: Literal["area", "bars", "line", "overlay"] = ABSENT
    event_query: LogQueryDefinition = ABSENT
    formulas: list[WidgetFormula] = ABSENT
    log_query: LogQueryDefinition = ABSENT
    metadata: list[TimeseriesWidgetExpressionAlias] = ABSENT
    network_query: LogQueryDefinition = ABSENT
    on_right_yaxis: bool = ABSENT
    process_query: ProcessQueryDefinition = ABSENT
    profile_metrics_query: LogQueryDefinition = ABSENT
    q: str = ABSENT
    queries: list[FormulaAndFunctionQueryDefinition] = ABSENT
    response_format: Literal["event_list", "scalar", "timeseries"] = ABSENT
    rum_query: LogQueryDefinition = ABSENT
    security_query: LogQueryDefinition = ABSENT
    style: TimeseriesRequestStyle = ABSENT


class Definition(Part):
    requests: Annotated[list[TimeseriesWidgetRequest], Meta(min_length=1)]
    type: Literal["timeseries"]
    custom_links: list[WidgetCustomLink] = ABSENT
    description: str = ABSENT
    events: list[WidgetEvent] = ABSENT
    legend_columns: list[Literal["avg", "max", "min", "sum", "value"]] = ABSENT
    legend_layout: Literal["auto", "horizontal", "vertical"] = ABSENT
    legend_size: str = ABSENT
    markers: list[WidgetMarker] = ABSENT
    right_yaxis: WidgetAxis = ABSENT
    show_legend: bool = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
    yaxis: WidgetAxis = ABSENT
