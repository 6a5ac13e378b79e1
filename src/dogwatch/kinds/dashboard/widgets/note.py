"""Text in Markdown."""

from __future__ import annotations

from typing import Literal, Required, TypedDict

from dogwatch.kinds.dashboard.parts import Align


class Definition(TypedDict, total=False):
    type: Required[Literal["note"]]
    content: Required[str]
    background_color: str
    font_size: str
    has_padding: bool
    show_tick: bool
    text_align: Align
    tick_edge: Literal["bottom", "left", "right", "top"]
    tick_pos: str
    vertical_align: Literal["center", "top", "bottom"]
