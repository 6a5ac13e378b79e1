"""Events that match a search, on a line of time."""

from __future__ import annotations

from typing import Literal, Required

from dogwatch.kinds.dashboard.parts import Titled


class Definition(Titled, total=False):
    type: Required[Literal["event_timeline"]]
    query: Required[str]
    tags_execution: str
