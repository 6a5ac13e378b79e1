"""A group: widgets under a title. Those inside are checked by their own types."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Any, Literal

from dogwatch.kinds.dashboard.parts.part import ABSENT, Open, Part


class Widget(Open):
    definition: dict[str, Any]


class Definition(Part):
    layout_type: Literal["ordered"]
    type: Literal["group"]
    widgets: list[Widget]
    background_color: str = ABSENT
    banner_img: str = ABSENT
    show_title: bool = ABSENT
    title: str = ABSENT
    title_align: Literal["center", "left", "right"] = ABSENT
