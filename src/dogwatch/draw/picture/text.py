"""Texts in a picture: about how wide they are, cut to the room that there is, and broken into lines.

No font is at hand, and none is the same everywhere: the widths are those of a usual sans-serif, rather too wide.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Final

from dogwatch.draw.paint.html import Markup, element

from .place import number

_NARROW, _WIDE = frozenset("ijlI.,:;'|!()[] ftr-/"), frozenset("mwMW@%&")
_MIDDLE: Final = 0.58


def width(text: str, size: float) -> float:
    """About how many pixels a text is wide, in letters of `size` pixels."""
    return sum(map(_width, text)) * size


def clipped(text: str, room: float, size: float) -> str:
    """The text, or as much of its beginning as there is room for, and an ellipsis."""
    if width(text, size) <= room:
        return text
    left = room / size - 1.0
    for place, letter in enumerate(text):
        left -= _width(letter)
        if left < 0:
            return f"{text[:place].rstrip()}…" if place else ""
    return text


def wrapped(text: str, room: float, size: float) -> Iterator[str]:
    """The text in lines; a word that is wider than the room is broken."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width(longer, size) <= room:
            line = longer
            continue
        if line:
            yield line
        *broken, line = _broken(word, room, size)
        yield from broken
    if line:
        yield line


def _broken(word: str, room: float, size: float) -> Iterator[str]:
    part, used = "", 0.0
    for letter in word:
        wide = _width(letter) * size
        if part and used + wide > room:
            yield part
            part, used = "", 0.0
        part, used = part + letter, used + wide
    yield part


def _width(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.88
    if letter.isupper():
        return 0.7
    return 1.0 if unicodedata.east_asian_width(letter) in "WF" else _MIDDLE


def written(
    text: str, x: float, y: float, size: float, class_: str | None = None, *, anchor: str | None = None
) -> Markup:
    """A text whose letters stand on the line `y`."""
    return element("text", text, x=number(x), y=number(y), font_size=number(size), class_=class_, text_anchor=anchor)
