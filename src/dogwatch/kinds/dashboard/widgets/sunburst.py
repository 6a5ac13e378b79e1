"""Shares of a whole as rings."""

from __future__ import annotations

from typing import Literal, Required

from dogwatch.kinds.dashboard.parts import Json, Titled
from dogwatch.kinds.dashboard.requests import ScalarRequest


class Definition(Titled, total=False):
    type: Required[Literal["sunburst"]]
    requests: Required[list[ScalarRequest]]
    hide_total: bool
    legend: Json
