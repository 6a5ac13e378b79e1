"""Notes: Markdown as HTML that can do no harm."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from dogwatch.draw.figures.note import Note

from .html import Markup, element

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_GROUNDS: Final = frozenset({"blue", "gray", "green", "orange", "pink", "purple", "white", "yellow", "transparent"})


def paint(figure: Note) -> Markup:
    text = element("pre", figure.text) if figure.is_plain else markdown(figure.text)
    align = figure.align if figure.align in ("left", "center", "right") else "left"
    return element("div", text, class_=f"text on-{ground(figure)} {align}", tabindex=0)


def ground(figure: Note) -> str:
    """The colour behind a note by its name, vivid or not."""
    plain = re.sub("^vivid_", "", figure.background)
    return plain if plain in _GROUNDS else "white"


def markdown(text: str, *, keeps_lines: bool = False) -> Markup:
    """Markdown as HTML; with `keeps_lines` a line that ends is one that ends, as channels show it.

    How the cells of a table are aligned is said by classes, since pages allow no style in attributes.
    """
    parser = _markdown(keeps_lines)
    tokens = parsed(text, keeps_lines=keeps_lines)
    for token in tokens:
        style = token.attrs.pop("style", None)
        if style is not None:
            token.attrs["class"] = str(style).rpartition(":")[2]
    return Markup(parser.renderer.render(tokens, parser.options, {}))


def parsed(text: str, *, keeps_lines: bool = False) -> list[Token]:
    """Markdown as the parser's tokens, among which is no HTML."""
    return _markdown(keeps_lines).parse(text)


@cache
def _markdown(keeps_lines: bool) -> MarkdownIt:
    """CommonMark with tables; HTML in it is shown as text, and pictures of other hosts are links."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "breaks": keeps_lines})
    return parser.enable(["table", "strikethrough"]).disable(["image", "html_block"])
