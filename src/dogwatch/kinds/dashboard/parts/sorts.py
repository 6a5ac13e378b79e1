"""In which order groups and rows stand."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal, TypeAlias

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class FormulaAndFunctionEventQueryGroupBySort(Part):
    aggregation: Literal[
        "avg", "cardinality", "count", "max", "median", "min", "pc75", "pc90", "pc95", "pc98", "pc99", "sum"
    ]
    metric: str = ABSENT
    order: Literal["asc", "desc"] = ABSENT


class WidgetFormulaSort(Part, tag_field="type", tag="formula"):
    order: Literal["asc", "desc"]
    index: int = ABSENT


class WidgetGroupSort(Part, tag_field="type", tag="group"):
    name: str
    order: Literal["asc", "desc"]


WidgetSortOrderBy: TypeAlias = WidgetFormulaSort | WidgetGroupSort


class WidgetSortBy(Part):
    count: Annotated[int, Meta(ge=0)] = ABSENT
    order_by: list[WidgetSortOrderBy] = ABSENT


class WidgetFieldSort(Part):
    column: str
    order: Literal["asc", "desc"]
