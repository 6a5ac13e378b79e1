"""What APM shows of a service."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part
from dogwatch.kinds.dashboard.parts.time import WidgetTime


class Definition(Part):
    env: str
    service: str
    span_name: str
    type: Literal["trace_service"]
    description: str = ABSENT
    display_format: Literal["one_column", "three_column", "two_column"] = ABSENT
    show_breakdown: bool = ABSENT
    show_distribution: bool = ABSENT
    show_errors: bool = ABSENT
    show_hits: bool = ABSENT
    show_latency: bool = ABSENT
    show_resource_list: bool = ABSENT
    size_format: Literal["large", "medium", "small"] = ABSENT
    time: WidgetTime = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
    title_size: str = ABSENT
