"""Values by country, or events by their place, on a map."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.formats import TableWidgetTextFormatRule, WidgetConditionalFormat
from dogwatch.kinds.dashboard.parts.formulas import WidgetFormula
from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.older import LogQueryDefinition
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.queries import FormulaAndFunctionQueryDefinition
from dogwatch.kinds.dashboard.parts.sorts import WidgetSortBy
from dogwatch.kinds.dashboard.parts.streams import ListStreamColumn, ListStreamQuery
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class GeomapWidgetRequestStyle(Part):
    color_by: str = ABSENT


class GeomapWidgetRequest(Part):
    columns: list[ListStreamColumn] = ABSENT
    conditional_formats: list[WidgetConditionalFormat] = ABSENT
    formulas: list[WidgetFormula] = ABSENT
    log_query: LogQueryDefinition = ABSENT
    q: str = ABSENT
    queries: list[FormulaAndFunctionQueryDefinition] = ABSENT
    query: ListStreamQuery = ABSENT
    response_format: Literal["event_list", "scalar", "timeseries"] = ABSENT
    rum_query: LogQueryDefinition = ABSENT
    security_query: LogQueryDefinition = ABSENT
    sort: WidgetSortBy = ABSENT
    style: GeomapWidgetRequestStyle = ABSENT
    text_formats: list[TableWidgetTextFormatRule] = ABSENT


class GeomapWidgetDefinitionStyle(Part):
    palette: str
    palette_flip: bool


class GeomapWidgetDefinitionView(Part):
    focus: str


class Definition(Part):
    requests: Annotated[list[GeomapWidgetRequest], Meta(max_length=2, min_length=1)]
    style: GeomapWidgetDefinitionStyle
    type: Literal["geomap"]
    view: GeomapWidgetDefinitionView
    custom_links: list[WidgetCustomLink] = ABSENT
    description: str = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
