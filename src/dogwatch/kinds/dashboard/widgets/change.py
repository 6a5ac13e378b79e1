"""Values now beside values then, by group."""

from __future__ import annotations

from typing import Annotated, Literal, Required

from msgspec import Meta

from dogwatch.kinds.dashboard.parts import Titled
from dogwatch.kinds.dashboard.requests import FormulaRequest


class Request(FormulaRequest, total=False):
    change_type: Literal["absolute", "relative"]
    compare_to: Literal["hour_before", "day_before", "week_before", "month_before"]
    increase_good: bool
    order_by: Literal["change", "name", "present", "past"]
    order_dir: Literal["asc", "desc"]
    show_present: bool


class Definition(Titled, total=False):
    type: Required[Literal["change"]]
    requests: Required[Annotated[list[Request], Meta(min_length=1, max_length=1)]]
