"""A line of plain text."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class Definition(Part):
    text: str
    type: Literal["free_text"]
    background_color: str = ABSENT
    color: str = ABSENT
    font_size: str = ABSENT
    text_align: Literal["center", "left", "right"] = ABSENT
