"""One number."""

from __future__ import annotations

from typing import Annotated, Literal, Required

from msgspec import Meta

from dogwatch.kinds.dashboard.parts import Align, Json, Titled
from dogwatch.kinds.dashboard.requests import ScalarRequest


class Request(ScalarRequest, total=False):
    aggregator: Literal["avg", "last", "max", "min", "sum", "percentile"]


class Definition(Titled, total=False):
    type: Required[Literal["query_value"]]
    requests: Required[Annotated[list[Request], Meta(min_length=1, max_length=1)]]
    autoscale: bool
    custom_unit: str
    precision: int
    text_align: Align
    timeseries_background: Json
