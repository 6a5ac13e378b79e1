"""Logs that match a search, in the form before lists of streams."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.sorts import WidgetFieldSort
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class Definition(Part):
    type: Literal["log_stream"]
    columns: list[str] = ABSENT
    description: str = ABSENT
    indexes: list[str] = ABSENT
    logset: str = ABSENT
    message_display: Literal["expanded-lg", "expanded-md", "inline"] = ABSENT
    query: str = ABSENT
    show_date_column: bool = ABSENT
    show_message_column: bool = ABSENT
    sort: WidgetFieldSort = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
