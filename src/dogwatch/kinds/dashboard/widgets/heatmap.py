"""How values spread over time."""

from __future__ import annotations

from typing import Annotated, Literal, Required

from msgspec import Meta

from dogwatch.kinds.dashboard.parts import Axis, EventOverlay, Legend, Marker, Titled
from dogwatch.kinds.dashboard.requests import HistogramRequest


class Definition(Titled, Legend, total=False):
    type: Required[Literal["heatmap"]]
    requests: Required[Annotated[list[HistogramRequest], Meta(min_length=1, max_length=1)]]
    xaxis: Axis
    yaxis: Axis
    markers: list[Marker]
    events: list[EventOverlay]
