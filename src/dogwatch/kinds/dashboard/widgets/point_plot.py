"""Events as points over time."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.graphs import WidgetAxis, WidgetMarker
from dogwatch.kinds.dashboard.parts.links import WidgetCustomLink
from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class PointPlotWidgetLegend(Part):
    type: Literal["automatic", "none"]


class PointPlotProjectionDimension(Part):
    column: str
    dimension: Literal["group", "radius", "time", "y"]
    alias: str = ABSENT


class PointPlotProjection(Part):
    dimensions: list[PointPlotProjectionDimension]
    type: Literal["point_plot"]
    extra_columns: list[str] = ABSENT


class DataProjectionQuery(Part):
    data_source: str
    query_string: str
    indexes: list[str] = ABSENT
    storage: str = ABSENT


class PointPlotWidgetRequest(Part):
    projection: PointPlotProjection
    query: DataProjectionQuery
    request_type: Literal["data_projection"]
    limit: int = ABSENT


class Definition(Part):
    requests: list[PointPlotWidgetRequest]
    type: Literal["point_plot"]
    custom_links: list[WidgetCustomLink] = ABSENT
    description: str = ABSENT
    legend: PointPlotWidgetLegend = ABSENT
    markers: list[WidgetMarker] = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
    yaxis: WidgetAxis = ABSENT
