"""The status of a service check, of one group or counted over many."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class Definition(Part):
    check: str
    grouping: Literal["check", "cluster"]
    type: Literal["check_status"]
    description: str = ABSENT
    group: str = ABSENT
    group_by: list[str] = ABSENT
    tags: list[str] = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
