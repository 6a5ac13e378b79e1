"""A grid of cells, coloured by their values."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.formats import WidgetConditionalFormat, WidgetNumberFormat
from dogwatch.kinds.dashboard.parts.formulas import WidgetFormulaLimit, WidgetFormulaStyle
from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.queries import FormulaAndFunctionQueryDefinition
from dogwatch.kinds.dashboard.parts.time import WidgetTime

HeatgridColor: TypeAlias = str | list[str]


class HeatgridColorStop(Part):
    color: HeatgridColor
    position: Annotated[int, Meta(ge=0, le=100)]


class HeatgridColorBin(Part):
    color: HeatgridColor
    lower_bound: int | float = ABSENT


class HeatgridColorConfig(Part):
    mode: Literal["discrete", "gradient"]
    source: Literal["custom", "preset"]
    stops: Annotated[list[HeatgridColorStop], Meta(max_length=6, min_length=2)] = ABSENT
    preset_name: str = ABSENT
    bins: Annotated[list[HeatgridColorBin], Meta(max_length=6, min_length=2)] = ABSENT


class HeatgridLabelColumn(Part):
    width: Literal["l", "m", "s", "xl", "xs"]


class HeatgridLegend(Part):
    show_caption: bool = ABSENT


class HeatgridWidgetFormula(Part):
    formula: str
    alias: str = ABSENT
    conditional_formats: list[WidgetConditionalFormat] = ABSENT
    limit: WidgetFormulaLimit = ABSENT
    number_format: WidgetNumberFormat = ABSENT
    style: WidgetFormulaStyle = ABSENT


class HeatgridWidgetRequest(Part):
    queries: list[FormulaAndFunctionQueryDefinition]
    response_format: Literal["timeseries"]
    formulas: list[HeatgridWidgetFormula] = ABSENT


class HeatgridSortByValue(Part, tag_field="property", tag="value"):
    aggregation: Literal["avg", "max", "min", "sum"]
    order: Literal["asc", "desc"]


class HeatgridSortByLabel(Part, tag_field="property", tag="label"):
    order: Literal["asc", "desc"]


HeatgridSortBy: TypeAlias = HeatgridSortByValue | HeatgridSortByLabel


class HeatgridSort(Part):
    nesting_display: Literal["flat"]
    sort_by: HeatgridSortBy


class Definition(Part):
    requests: Annotated[list[HeatgridWidgetRequest], Meta(min_length=1)]
    sort: HeatgridSort
    type: Literal["heatgrid"]
    color: HeatgridColorConfig = ABSENT
    custom_links: list[WidgetCustomLink] = ABSENT
    description: str = ABSENT
    label_column: HeatgridLabelColumn = ABSENT
    legend: HeatgridLegend = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
