"""The SLOs that match a search."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.sorts import WidgetFieldSort


class SLOListWidgetQuery(Part):
    query_string: str
    limit: Annotated[int, Meta(ge=1, le=100)] = ABSENT
    sort: list[WidgetFieldSort] = ABSENT


class SLOListWidgetRequest(Part):
    query: SLOListWidgetQuery
    request_type: Literal["slo_list"]


class Definition(Part):
    requests: Annotated[list[SLOListWidgetRequest], Meta(max_length=1, min_length=1)]
    type: Literal["slo_list"]
    description: str = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
