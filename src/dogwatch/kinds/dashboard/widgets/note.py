"""Text in Markdown."""

# Written by `make types` from the models of Datadog's own client; change what writes it, not this.

from typing import Literal

from dogwatch.kinds.dashboard.parts.part import ABSENT, Part


class Definition(Part):
    content: str
    type: Literal["note"]
    background_color: str = ABSENT
    font_size: str = ABSENT
    has_padding: bool = ABSENT
    show_tick: bool = ABSENT
    text_align: Literal["center", "left", "right"] = ABSENT
    tick_edge: Literal["bottom", "left", "right", "top"] = ABSENT
    tick_pos: str = ABSENT
    vertical_align: Literal["bottom", "center", "top"] = ABSENT
