"""Texts and pictures."""

from __future__ import annotations

from typing import Any, Literal, TypeAlias

from .arguments import constructor
from .frame import Align
from .widget import Widget, widget

VerticalAlign: TypeAlias = Literal["top", "center", "bottom"]


@constructor
def note(
    content: str,
    *,
    background: str = "white",
    font: int = 14,
    text_align: Align = "left",
    vertical_align: VerticalAlign = "top",
    tick: Literal["bottom", "left", "right", "top"] | None = None,
    has_padding: bool = True,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """Text in Markdown. A row per four lines, unless the height is given; `tick` is the edge that points elsewhere."""
    definition: dict[str, Any] = {
        "type": "note",
        "content": content,
        "background_color": background,
        "font_size": str(font),
        "text_align": text_align,
        "vertical_align": vertical_align,
        "has_padding": has_padding,
        "show_tick": tick is not None,
        "tick_edge": tick,
    }
    lines = content.count("\n") + 1
    return widget(definition, width=width, height=height or -(-lines // 4))


@constructor
def free_text(
    text: str,
    *,
    color: str | None = None,
    font: int | Literal["auto"] = "auto",
    text_align: Align | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """A line of plain text; `color` is one such as "#4d4d4d", `font` the size of its letters."""
    definition = {
        "type": "free_text",
        "text": text,
        "color": color,
        "font_size": str(font),
        "text_align": text_align,
    }
    return widget(definition, width=width, height=height)


@constructor
def image(
    url: str,
    *,
    url_dark_theme: str | None = None,
    sizing: Literal["center", "contain", "cover", "fill", "none", "scale-down"] | None = None,
    margin: Literal["sm", "md", "lg"] | None = None,
    has_background: bool | None = None,
    has_border: bool | None = None,
    horizontal_align: Align | None = None,
    vertical_align: VerticalAlign | None = None,
    width: int | None = None,
    height: int | None = None,
) -> Widget:
    """A picture from an address."""
    definition = {
        "type": "image",
        "url": url,
        "url_dark_theme": url_dark_theme,
        "sizing": sizing,
        "margin": margin,
        "has_background": has_background,
        "has_border": has_border,
        "horizontal_align": horizontal_align,
        "vertical_align": vertical_align,
    }
    return widget(definition, width=width, height=height)


@constructor
def iframe(url: str, *, width: int | None = None, height: int | None = None) -> Widget:
    """A page from an address, which has to allow that it is shown inside another."""
    return widget({"type": "iframe", "url": url}, width=width, height=height)
