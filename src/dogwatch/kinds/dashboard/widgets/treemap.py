"""Shares of a whole as areas."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.formulas import WidgetFormula
from dogwatch.kinds.dashboard.parts.graphs import WidgetRequestStyle
from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.queries import FormulaAndFunctionQueryDefinition
from dogwatch.kinds.dashboard.parts.sorts import WidgetSortBy
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class TreeMapWidgetRequest(Part):
    formulas: list[WidgetFormula] = ABSENT
    q: str = ABSENT
    queries: list[FormulaAndFunctionQueryDefinition] = ABSENT
    response_format: Literal["event_list", "scalar", "timeseries"] = ABSENT
    sort: WidgetSortBy = ABSENT
    style: WidgetRequestStyle = ABSENT


class Definition(Part):
    requests: Annotated[list[TreeMapWidgetRequest], Meta(max_length=1, min_length=1)]
    type: Literal["treemap"]
    color_by: Literal["user"] = ABSENT
    custom_links: list[WidgetCustomLink] = ABSENT
    description: str = ABSENT
    group_by: Literal["family", "process", "user"] = ABSENT
    size_by: Literal["pct_cpu", "pct_mem"] = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
