"""Shares of a whole as rings."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.formulas import WidgetFormula
from dogwatch.kinds.dashboard.parts.graphs import WidgetStyle
from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.older import LogQueryDefinition, ProcessQueryDefinition
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.queries import FormulaAndFunctionQueryDefinition
from dogwatch.kinds.dashboard.parts.sorts import WidgetSortBy
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class SunburstWidgetLegendTableFields(Part):
    pass


class SunburstWidgetLegendTableNone(SunburstWidgetLegendTableFields, tag_field="type", tag="none"):
    pass


class SunburstWidgetLegendTableTable(SunburstWidgetLegendTableFields, tag_field="type", tag="table"):
    pass


SunburstWidgetLegendTable: TypeAlias = SunburstWidgetLegendTableNone | SunburstWidgetLegendTableTable


class SunburstWidgetLegendInlineAutomaticFields(Part):
    hide_percent: bool = ABSENT
    hide_value: bool = ABSENT


class SunburstWidgetLegendInlineAutomaticAutomatic(
    SunburstWidgetLegendInlineAutomaticFields, tag_field="type", tag="automatic"
):
    pass


class SunburstWidgetLegendInlineAutomaticInline(
    SunburstWidgetLegendInlineAutomaticFields, tag_field="type", tag="inline"
):
    pass


SunburstWidgetLegendInlineAutomatic: TypeAlias = (
    SunburstWidgetLegendInlineAutomaticAutomatic | SunburstWidgetLegendInlineAutomaticInline
)


SunburstWidgetLegend: TypeAlias = SunburstWidgetLegendTable | SunburstWidgetLegendInlineAutomatic


class SunburstWidgetRequest(Part):
    apm_query: LogQueryDefinition = ABSENT
    audit_query: LogQueryDefinition = ABSENT
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
    style: WidgetStyle = ABSENT


class Definition(Part):
    requests: Annotated[list[SunburstWidgetRequest], Meta(min_length=1)]
    type: Literal["sunburst"]
    custom_links: list[WidgetCustomLink] = ABSENT
    description: str = ABSENT
    hide_total: bool = ABSENT
    legend: SunburstWidgetLegend = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
