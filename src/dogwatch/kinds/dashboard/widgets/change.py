"""Values now beside values then, by group."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.formulas import WidgetFormula
from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.older import LogQueryDefinition, ProcessQueryDefinition
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.queries import FormulaAndFunctionQueryDefinition
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class ChangeWidgetRequest(Part):
    apm_query: LogQueryDefinition = ABSENT
    change_type: Literal["absolute", "relative"] = ABSENT
    compare_to: Literal["day_before", "hour_before", "month_before", "week_before"] = ABSENT
    event_query: LogQueryDefinition = ABSENT
    formulas: list[WidgetFormula] = ABSENT
    increase_good: bool = ABSENT
    log_query: LogQueryDefinition = ABSENT
    network_query: LogQueryDefinition = ABSENT
    order_by: Literal["change", "name", "past", "present"] = ABSENT
    order_dir: Literal["asc", "desc"] = ABSENT
    process_query: ProcessQueryDefinition = ABSENT
    profile_metrics_query: LogQueryDefinition = ABSENT
    q: str = ABSENT
    queries: list[FormulaAndFunctionQueryDefinition] = ABSENT
    response_format: Literal["event_list", "scalar", "timeseries"] = ABSENT
    rum_query: LogQueryDefinition = ABSENT
    security_query: LogQueryDefinition = ABSENT
    show_present: bool = ABSENT


class Definition(Part):
    requests: Annotated[list[ChangeWidgetRequest], Meta(max_length=1, min_length=1)]
    type: Literal["change"]
    custom_links: list[WidgetCustomLink] = ABSENT
    description: str = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
