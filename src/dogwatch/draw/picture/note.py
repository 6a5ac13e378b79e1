"""Notes in a picture: the texts of their Markdown, line by line; what is emphasized or linked is a text like others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from dogwatch.draw.figures.note import Note
from dogwatch.draw.paint.html import Markup, joined
from dogwatch.draw.paint.note import parsed

from .place import Box
from .text import clipped, wrapped, written

if TYPE_CHECKING:
    from markdown_it.token import Token

_SIZE: Final = 13.0
_HEADINGS: Final = {"h1": 18.0, "h2": 16.0, "h3": 14.0}
_INDENT: Final = 14.0


class _Line(NamedTuple):
    text: str
    size: float = _SIZE
    class_: str | None = None
    indent: float = 0.0


def note(figure: Note, box: Box) -> Markup:
    """As many lines as there is room for; where there are more, the last is an ellipsis."""
    lines = map(_Line, figure.text.splitlines()) if figure.is_plain else _lines(parsed(figure.text))
    made: list[Markup] = []
    y = box.y
    for line in lines:
        for text in wrapped(line.text, box.width - line.indent, line.size):
            y += line.size * 1.45
            if y > box.bottom + 2:
                return joined(*made[:-1], _painted(_Line("…"), box, y - line.size * 1.45, "left"))
            made.append(_painted(line._replace(text=text), box, y, figure.align))
        y += line.size * 0.3
    return joined(*made)


def _painted(line: _Line, box: Box, y: float, align: str) -> Markup:
    base = y - line.size * 0.35
    text = clipped(line.text, box.width, line.size)
    match align:
        case "center":
            return written(text, box.x + box.width / 2, base, line.size, line.class_, anchor="middle")
        case "right":
            return written(text, box.x + box.width, base, line.size, line.class_, anchor="end")
        case _:
            return written(text, box.x + line.indent, base, line.size, line.class_)


def _lines(tokens: Iterable[Token]) -> Iterator[_Line]:
    """The lines of a document: a list's items begin with their mark, and a row of a table is one line."""
    size, class_, mark = _SIZE, None, ""
    cells: list[str] | None = None
    numbers: list[int | None] = []
    for token in tokens:
        match token.type:
            case "heading_open":
                size, class_ = _HEADINGS.get(token.tag, _SIZE), "strong"
            case "heading_close":
                size, class_ = _SIZE, None
            case "bullet_list_open":
                numbers.append(None)
            case "ordered_list_open":
                numbers.append(int(token.attrs.get("start", 1)))
            case "bullet_list_close" | "ordered_list_close":
                numbers.pop()
            case "list_item_open":
                at = numbers.pop()
                mark = "• " if at is None else f"{at}. "
                numbers.append(None if at is None else at + 1)
            case "tr_open":
                cells = []
            case "tr_close":
                yield _Line(" | ".join(cells or ()))
                cells = None
            case "inline" if cells is not None:
                cells.append(_said(token))
            case "inline":
                for text in _said(token).split("\n"):
                    yield _Line(mark + text, size, class_, _INDENT * max(0, len(numbers) - 1))
                    mark = ""
            case "fence" | "code_block":
                for text in token.content.splitlines():
                    yield _Line(text, _SIZE - 1, "code")


def _said(token: Token) -> str:
    return "".join(
        {"softbreak": " ", "hardbreak": "\n"}.get(child.type, child.content) for child in token.children or ()
    )
