"""An SLO: its status and what is left of the error budget."""

from __future__ import annotations

from typing import Literal, Required

from dogwatch.kinds.dashboard.parts import Titled


class Definition(Titled, total=False):
    type: Required[Literal["slo"]]
    view_type: Required[Literal["detail"]]
    slo_id: str
    additional_query_filters: str
    global_time_target: str
    show_error_budget: bool
    time_windows: list[
        Literal[
            "7d",
            "30d",
            "90d",
            "week_to_date",
            "previous_week",
            "month_to_date",
            "previous_month",
            "global_time",
        ]
    ]
    view_mode: Literal["overall", "component", "both"]
