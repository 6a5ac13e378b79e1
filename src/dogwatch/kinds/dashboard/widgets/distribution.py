"""How values spread over the whole time."""

from __future__ import annotations

from typing import Annotated, Literal, Required

from msgspec import Meta

from dogwatch.kinds.dashboard.parts import Axis, Json, Legend, Marker, Titled
from dogwatch.kinds.dashboard.requests import HistogramRequest


class Request(HistogramRequest, total=False):
    apm_stats_query: Json


class Definition(Titled, Legend, total=False):
    type: Required[Literal["distribution"]]
    requests: Required[Annotated[list[Request], Meta(min_length=1, max_length=1)]]
    xaxis: Axis
    yaxis: Axis
    markers: list[Marker]
