"""Shares of a whole as areas."""

from __future__ import annotations

from typing import Literal, Required

from dogwatch.kinds.dashboard.parts import Titled
from dogwatch.kinds.dashboard.requests import ScalarRequest


class Definition(Titled, total=False):
    type: Required[Literal["treemap"]]
    requests: Required[list[ScalarRequest]]
    color_by: str
    group_by: str
    size_by: str
