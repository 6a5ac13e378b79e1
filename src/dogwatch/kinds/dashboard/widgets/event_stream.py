"""Events that match a search, as a list."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class Definition(Part):
    query: str
    type: Literal["event_stream"]
    description: str = ABSENT
    event_size: Literal["l", "s"] = ABSENT
    tags_execution: str = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
