"""A group: widgets under a title. Those inside are checked by their own types."""

from __future__ import annotations

from typing import Literal, Required, TypedDict

from dogwatch.kinds.dashboard.parts import Align, Json


class Definition(TypedDict, total=False):
    type: Required[Literal["group"]]
    layout_type: Required[Literal["ordered"]]
    widgets: Required[list[Json]]
    background_color: str
    banner_img: str
    show_title: bool
    title: str
    title_align: Align
