"""A text with a caret under one of its letters, for a terminal.

Of a long text a window is shown. Letters that a terminal would act upon, and those that stand nowhere or turn others
around, are written as escapes, so that the caret stands where it should and a text from elsewhere changes nothing.
"""

from __future__ import annotations

from unicodedata import combining, east_asian_width

WIDTH = 100
# How much of a long text is shown in front of the caret.
_BEFORE = 60


def pointed(text: str, at: int) -> tuple[str, str]:
    """The text, or a window of about `WIDTH` letters of it, and a line whose caret stands under the letter `at`."""
    start = max(0, min(at - _BEFORE, len(text) - WIDTH)) if len(text) > WIDTH else 0
    end = start + WIDTH
    before, after = harmless(text[start:at]), harmless(text[at:end])
    if start:
        before = f"…{before}"
    return f"{before}{after}{'…' if end < len(text) else ''}", f"{' ' * _columns(before)}^"


def quoted(text: str, longest: int = 40) -> str:
    """The text in quotes, with escapes and no longer than it may be."""
    short = text if len(text) <= longest else f"{text[: longest - 1]}…"
    return f"'{harmless(short)}'"


def harmless(text: str) -> str:
    """The text with escapes for everything that is not printed as a letter of its own."""
    return "".join(letter if _is_printed(letter) else _escaped(letter) for letter in text)


def _is_printed(letter: str) -> bool:
    return letter.isprintable() and not combining(letter)


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape").decode("ascii")


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
