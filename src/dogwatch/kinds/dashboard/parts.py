"""Parts that the types of widgets share: titles, time, axes, links, formats."""

from __future__ import annotations

from typing import Any, Literal, Required, TypedDict

Align = Literal["center", "left", "right"]


class Time(TypedDict, total=False):
    live_span: str
    type: Literal["live", "fixed"]
    value: int
    unit: Literal["minute", "hour", "day", "week", "month", "year"]
    hide_incomplete_cost_data: bool


class CustomLink(TypedDict, total=False):
    label: str
    link: str
    is_hidden: bool
    override_label: str


class Titled(TypedDict, total=False):
    """What every widget with a title may have."""

    title: str
    title_align: Align
    title_size: str
    description: str
    time: Time
    custom_links: list[CustomLink]


class Legend(TypedDict, total=False):
    show_legend: bool
    legend_size: str
    legend_layout: Literal["auto", "horizontal", "vertical"]
    legend_columns: list[Literal["value", "avg", "sum", "min", "max"]]


class Axis(TypedDict, total=False):
    include_zero: bool
    label: str
    max: str
    min: str
    num_buckets: int
    scale: str


class Marker(TypedDict, total=False):
    value: Required[str]
    display_type: str
    label: str
    time: str


class EventOverlay(TypedDict, total=False):
    q: Required[str]
    tags_execution: str


class ConditionalFormat(TypedDict, total=False):
    comparator: Required[Literal["=", ">", ">=", "<", "<="]]
    value: Required[float]
    palette: Required[str]
    custom_bg_color: str
    custom_fg_color: str
    hide_value: bool
    image_url: str
    metric: str
    timeframe: str


Json = dict[str, Any]
