"""An SLO: its status and what is left of the error budget."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class Definition(Part):
    type: Literal["slo"]
    additional_query_filters: str = ABSENT
    description: str = ABSENT
    global_time_target: str = ABSENT
    show_error_budget: bool = ABSENT
    slo_id: str = ABSENT
    time_windows: list[
        Literal["30d", "7d", "90d", "global_time", "month_to_date", "previous_month", "previous_week", "week_to_date"]
    ] = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
    view_mode: Literal["both", "component", "overall"] = ABSENT
    view_type: str = ABSENT
