"""The monitors that match a search: how many are in which state, and which."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class Definition(Part):
    query: str
    type: Literal["manage_status"]
    color_preference: Literal["background", "text"] = ABSENT
    count: int = ABSENT
    description: str = ABSENT
    display_format: Literal["counts", "countsAndList", "list"] = ABSENT
    hide_zero_counts: bool = ABSENT
    show_last_triggered: bool = ABSENT
    show_priority: bool = ABSENT
    sort: Literal[
        "group",
        "group,asc",
        "group,desc",
        "name",
        "name,asc",
        "name,desc",
        "priority,asc",
        "priority,desc",
        "status",
        "status,asc",
        "status,desc",
        "tags",
        "tags,asc",
        "tags,desc",
        "triggered",
        "triggered,asc",
        "triggered,desc",
    ] = ABSENT
    start: int = ABSENT
    summary_type: Literal["combined", "groups", "monitors"] = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
    last_triggered_format: str = ABSENT
    show_status: bool = ABSENT
