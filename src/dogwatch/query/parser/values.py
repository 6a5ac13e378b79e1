"""Numbers and texts in quotes."""

from __future__ import annotations

import math
import re

from .reader import Reader

# Datadog wants a digit in front of the point (docs: monitors, configuration).
DIGITS = r"\d++(?:\.\d++)?(?:[eE][+-]?\d++)?"
NUMBER = rf"-?{DIGITS}"
STRING = r"""(?:"(?:[^"\\]|\\(?s:.))*+"|'(?:[^'\\]|\\(?s:.))*+')"""

# More digits no float has, and Python reads no more than 4,300 of an int.
_MOST_DIGITS = 400
_ESCAPE = re.compile(r"""\\(["'\\])""")


def number(reader: Reader, text: str, at: int) -> int | float:
    """The number that a text matching `NUMBER` is; it stands at `at`."""
    if len(text) <= _MOST_DIGITS and math.isfinite(value := float(text)):
        return value if "." in text or "e" in text or "E" in text else int(text)
    reader.fail("the number is too large", "write one that a float can hold", at)


def unescaped(quoted: str) -> str:
    """What a text in quotes says: a backslash in front of a quote or a backslash is dropped."""
    inner = quoted[1:-1]
    return _ESCAPE.sub(r"\1", inner) if "\\" in inner else inner


def raw_place(text: str, start: int, place: int) -> int:
    """Where the letter stands in the text that is letter `place` of a text in quotes which begins there, escapes and
    all.
    """
    raw = start
    for _ in range(place):
        raw += 2 if _ESCAPE.match(text, raw) else 1
    return raw
