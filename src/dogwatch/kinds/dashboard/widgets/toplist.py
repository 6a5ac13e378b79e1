"""The groups with the highest values."""

from __future__ import annotations

from typing import Literal, Required

from dogwatch.kinds.dashboard.parts import Json, Titled
from dogwatch.kinds.dashboard.requests import ScalarRequest


class Definition(Titled, total=False):
    type: Required[Literal["toplist"]]
    requests: Required[list[ScalarRequest]]
    style: Json
