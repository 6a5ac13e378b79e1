"""A message cut into its texts and its tags, in turn: text, tag, text, …, text."""

from __future__ import annotations

import re

# A tag with two or three braces, in which texts in quotes may hold braces too; and braces that begin none.
_TAG = re.compile(r"""(\{\{\{?+(?:[^{}"']++|"[^"]*+"|'[^']*+')*+\}{2,3}+|\{\{)""")
_SPECIAL = re.compile(r"\{\{\{\{|\{\{!(--)?")
RAW = re.compile(r"\{\{\{\{\s*+([^\s{}/#^]++)([^{}]*+)\}\}\}\}")


def cut(text: str) -> list[str]:
    """The pieces, the tags at odd places; joined they are the text. What begins a tag and does not end is one too."""
    if "{{{{" not in text and "{{!" not in text:
        return _TAG.split(text)
    pieces, at = [""], 0
    while special := _SPECIAL.search(text, at):
        start = special.start()
        end = _comment_end(text, special) if "!" in special[0] else _raw_end(text, start)
        _add(pieces, _TAG.split(text[at:start]))
        if end < 0:  # what follows says nothing any more, and is looked at once
            return [*pieces, special[0], text[special.end() :]]
        pieces += [text[start:end], ""]
        at = end
    _add(pieces, _TAG.split(text[at:]))
    return pieces


def tags_of(text: str) -> tuple[str, ...]:
    """The tags alone."""
    if "{{{{" not in text and "{{!" not in text:
        return tuple(_TAG.findall(text))
    return tuple(cut(text)[1::2])


def _add(pieces: list[str], more: list[str]) -> None:
    pieces[-1] += more[0]
    pieces += more[1:]


def _comment_end(text: str, special: re.Match[str]) -> int:
    """A comment that holds braces itself ends with two hyphens; one without may leave them out."""
    first = text.find("}}", special.end())
    if first < 0 or not special[1]:
        return first + 2 if first >= 0 else -1
    within = text.find("{{", special.end(), first)
    last = text.find("--}}", special.end()) if within >= 0 else -1
    return last + 4 if last >= 0 else first + 2


def _raw_end(text: str, start: int) -> int:
    opened = RAW.match(text, start)
    if opened is None:
        return -1
    closing = f"{{{{{{{{/{opened[1]}}}}}}}}}"
    found = text.find(closing, opened.end())
    return found + len(closing) if found >= 0 else -1
