"""How many of those who began together come back, as lines."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Annotated, Literal

from msgspec import Meta

from dogwatch.kinds.dashboard.parts.journeys import RetentionQuery
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class RetentionCurveStyle(Part):
    palette: str = ABSENT


class RetentionCurveWidgetRequest(Part):
    query: RetentionQuery
    request_type: Literal["retention_curve"]
    style: RetentionCurveStyle = ABSENT


class Definition(Part):
    requests: Annotated[list[RetentionCurveWidgetRequest], Meta(min_length=1)]
    type: Literal["retention_curve"]
    description: str = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
