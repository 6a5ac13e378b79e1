"""A picture from an address."""

from __future__ import annotations

from typing import Literal, Required, TypedDict


class Definition(TypedDict, total=False):
    type: Required[Literal["image"]]
    url: Required[str]
    url_dark_theme: str
    has_background: bool
    has_border: bool
    horizontal_align: Literal["center", "left", "right"]
    margin: str
    sizing: str
    vertical_align: Literal["center", "top", "bottom"]
