"""Bars beside each other, one per group."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.formats import WidgetConditionalFormat
from dogwatch.kinds.dashboard.parts.formulas import WidgetFormula
from dogwatch.kinds.dashboard.parts.graphs import WidgetRequestStyle
from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.older import LogQueryDefinition, ProcessQueryDefinition
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.queries import FormulaAndFunctionQueryDefinition
from dogwatch.kinds.dashboard.parts.sorts import WidgetSortBy
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class BarChartWidgetRequest(Part):
    apm_query: LogQueryDefinition = ABSENT
    audit_query: LogQueryDefinition = ABSENT
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
    sort: WidgetSortBy = ABSENT
    style: WidgetRequestStyle = ABSENT


class BarChartWidgetStacked(Part, tag_field="type", tag="stacked"):
    legend: Literal["automatic", "inline", "none"] = ABSENT


class BarChartWidgetFlat(Part, tag_field="type", tag="flat"):
    pass


BarChartWidgetDisplay: TypeAlias = BarChartWidgetStacked | BarChartWidgetFlat


class BarChartWidgetStyle(Part):
    display: BarChartWidgetDisplay = ABSENT
    palette: str = ABSENT
    scaling: Literal["absolute", "relative"] = ABSENT


class Definition(Part):
    requests: Annotated[list[BarChartWidgetRequest], Meta(max_length=1, min_length=1)]
    type: Literal["bar_chart"]
    custom_links: list[WidgetCustomLink] = ABSENT
    description: str = ABSENT
    style: BarChartWidgetStyle = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
