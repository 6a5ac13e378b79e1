"""Notes: Markdown as HTML that can do no harm."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from dogwatch.draw.figures.note import Note

from .html import Markup, element

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_GROUNDS: Final = frozenset({"blue", "gray", "green", "orange", "pink", "purple", "white", "yellow", "transparent"})


def paint(figure: Note) -> Markup:
    text = element("pre", figure.text) if figure.is_plain else _rendered(figure.text)
    ground = re.sub("^vivid_", "", figure.background)
    align = figure.align if figure.align in ("left", "center", "right") else "left"
    return element("div", text, class_=f"text on-{ground if ground in _GROUNDS else 'white'} {align}", tabindex=0)


def _rendered(text: str) -> Markup:
    """As HTML; how the cells of a table are aligned is said by classes, since pages allow no style in attributes."""
    markdown = _markdown()
    tokens = markdown.parse(text)
    for token in tokens:
        style = token.attrs.pop("style", None)
        if style is not None:
            token.attrs["class"] = str(style).rpartition(":")[2]
    return Markup(markdown.renderer.render(tokens, markdown.options, {}))


@cache
def _markdown() -> MarkdownIt:
    """CommonMark with tables; HTML in it is shown as text, and pictures of other hosts are links."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).disable(["image", "html_block"])
