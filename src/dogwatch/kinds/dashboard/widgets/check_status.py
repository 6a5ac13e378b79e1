"""The status of a service check, of one group or counted over many."""

from __future__ import annotations

from typing import Literal, Required

from dogwatch.kinds.dashboard.parts import Titled


class Definition(Titled, total=False):
    type: Required[Literal["check_status"]]
    check: Required[str]
    grouping: Required[Literal["check", "cluster"]]
    group: str
    group_by: list[str]
    tags: list[str]
