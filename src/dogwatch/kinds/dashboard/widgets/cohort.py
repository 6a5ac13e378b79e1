"""How many of those who began together come back, as a grid."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.journeys import RetentionQuery
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class RetentionGridRequest(Part):
    query: RetentionQuery
    request_type: Literal["retention_grid"]


class Definition(Part):
    requests: Annotated[list[RetentionGridRequest], Meta(min_length=1)]
    type: Literal["cohort"]
    description: str = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
