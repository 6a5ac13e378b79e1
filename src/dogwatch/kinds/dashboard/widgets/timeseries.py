"""Lines, areas or bars over time."""

from __future__ import annotations

from typing import Literal, Required, TypedDict

from dogwatch.kinds.dashboard.parts import Axis, EventOverlay, Legend, Marker, Titled
from dogwatch.kinds.dashboard.requests import FormulaRequest, Style


class Alias(TypedDict, total=False):
    expression: Required[str]
    alias_name: str


class Request(FormulaRequest, total=False):
    display_type: Literal["area", "bars", "line", "overlay"]
    metadata: list[Alias]
    on_right_yaxis: bool
    style: Style


class Definition(Titled, Legend, total=False):
    type: Required[Literal["timeseries"]]
    requests: Required[list[Request]]
    yaxis: Axis
    right_yaxis: Axis
    markers: list[Marker]
    events: list[EventOverlay]
