"""A picture from an address."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class Definition(Part):
    type: Literal["image"]
    url: str
    has_background: bool = ABSENT
    has_border: bool = ABSENT
    horizontal_align: Literal["center", "left", "right"] = ABSENT
    margin: Literal["large", "lg", "md", "sm", "small"] = ABSENT
    sizing: Literal["center", "contain", "cover", "fill", "fit", "none", "scale-down", "zoom"] = ABSENT
    url_dark_theme: str = ABSENT
    vertical_align: Literal["bottom", "center", "top"] = ABSENT
