"""A list of logs, events, traces or issues that match a search."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.streams import ListStreamColumn, ListStreamQuery
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class ListStreamWidgetRequest(Part):
    columns: list[ListStreamColumn]
    query: ListStreamQuery
    response_format: Literal["event_list"]


class Definition(Part):
    requests: Annotated[list[ListStreamWidgetRequest], Meta(min_length=1)]
    type: Literal["list_stream"]
    description: str = ABSENT
    legend_size: str = ABSENT
    show_legend: bool = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
