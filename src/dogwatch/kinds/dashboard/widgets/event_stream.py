"""Events that match a search, as a list."""

from __future__ import annotations

from typing import Literal, Required

from dogwatch.kinds.dashboard.parts import Titled


class Definition(Titled, total=False):
    type: Required[Literal["event_stream"]]
    query: Required[str]
    event_size: Literal["s", "l"]
    tags_execution: str
