"""The monitors that match a search: how many are in which state, and which."""

from __future__ import annotations

from typing import Literal, Required

from dogwatch.kinds.dashboard.parts import Titled


class Definition(Titled, total=False):
    type: Required[Literal["manage_status"]]
    query: Required[str]
    color_preference: Literal["background", "text"]
    count: int
    display_format: Literal["counts", "countsAndList", "list"]
    hide_zero_counts: bool
    show_last_triggered: bool
    show_priority: bool
    sort: str
    start: int
    summary_type: Literal["monitors", "groups", "combined"]
