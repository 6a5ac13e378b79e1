"""Axes, styles, and lines across graphs."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class WidgetRequestStyle(Part):
    line_type: Literal["dashed", "dotted", "solid"] = ABSENT
    line_width: Literal["normal", "thick", "thin"] = ABSENT
    order_by: Literal["tags", "values"] = ABSENT
    palette: str = ABSENT


class WidgetMarker(Part):
    value: str
    display_type: str = ABSENT
    label: str = ABSENT
    time: str = ABSENT


class WidgetStyle(Part):
    palette: str = ABSENT


class WidgetEvent(Part):
    q: str
    tags_execution: str = ABSENT


class WidgetAxis(Part):
    include_zero: bool = ABSENT
    label: str = ABSENT
    max: str = ABSENT
    min: str = ABSENT
    scale: str = ABSENT


class TimeseriesWidgetExpressionAlias(Part):
    expression: str
    alias_name: str = ABSENT
