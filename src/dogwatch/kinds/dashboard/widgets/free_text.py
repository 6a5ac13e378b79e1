"""A line of plain text."""

from __future__ import annotations

from typing import Literal, Required, TypedDict

from dogwatch.kinds.dashboard.parts import Align


class Definition(TypedDict, total=False):
    type: Required[Literal["free_text"]]
    text: Required[str]
    color: str
    font_size: str
    text_align: Align
