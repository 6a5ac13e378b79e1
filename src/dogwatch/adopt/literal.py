"""Texts of other people as Python literals: whatever they hold, they are only ever a value.

Written as ruff's formatter writes them: double quotes unless the other kind needs fewer escapes. What cannot be seen,
or makes a line look like another one (control characters, marks of direction, strange spaces), is escaped.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

# What a line of code may have.
LINE = 120

_ESCAPES = {"\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
# A line of a long text ends where there is room for a backslash.
_CONTINUED = "\\"


def literal(text: str) -> str:
    """The text as a literal in one line."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    return f"{quote}{_visible(text).replace(quote, _CONTINUED + quote)}{quote}"


def _visible(text: str) -> str:
    """The text with escapes for what cannot be seen; quotes stay."""
    if text.isprintable():
        return text.replace("\\", "\\\\") if "\\" in text else text
    return "".join(map(_escaped, text))


def number(value: float) -> str:
    """A number as a literal."""
    return repr(value).replace("e+", "e")


def pieces(text: str, room: int) -> list[str]:
    """The text as literals of which each fits into the room, to be written below each other."""
    whole = literal(text)
    return [whole] if width(whole) <= room else [literal(piece) for piece in _cut(text, room - 2)]


def block(text: str, indent: int, after: int) -> str:
    """A text of several lines between triple quotes; `after` is the room that is needed behind them.

    Its lines begin at the margin, as they will be sent. One that is too long goes on behind a backslash.
    """
    lines = text.split("\n")
    said = [_line(line, LINE) for line in lines[:-1]] + [_line(lines[-1], LINE - 3 - after)]
    body = "\n".join(said).replace('"""', '\\"\\"\\"')
    if body.endswith('"') and not body.endswith('\\"\\"\\"'):
        body = f'{body[:-1]}\\"'
    return f'"""\\\n{body}"""'


def is_long(text: str) -> bool:
    """Whether a text is better read over several lines: it has lines of its own."""
    return "\n" in text.strip("\n")


def width(text: str) -> int:
    """The columns that a text takes: East Asian characters two, accents that stand on others none."""
    return len(text) if text.isascii() else sum(map(_columns, text))


def _columns(char: str) -> int:
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _escaped(char: str) -> str:
    if char in _ESCAPES:
        return _ESCAPES[char]
    if char.isprintable():
        return char
    code = ord(char)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _line(line: str, room: int) -> str:
    """A line of a block. A space at its end is escaped: editors take away what nobody sees."""
    if line.endswith(" "):
        return _folded(line[:-1], room - 4) + "\\x20"
    return _folded(line, room)


def _folded(line: str, room: int) -> str:
    escaped = _visible(line)
    if width(escaped) <= room:
        return escaped
    return f"{_CONTINUED}\n".join(map(_visible, _cut(line, room - len(_CONTINUED))))


def _cut(text: str, room: int) -> Iterator[str]:
    """The text in pieces that fit once they are escaped, cut behind a space or a comma where there is one."""
    begin, good, used, since = 0, 0, 0, 0
    for at, char in enumerate(text):
        columns = width(_escaped(char)) + (char in "\"'")
        while used + columns > room and at > begin:
            end, used = (good, since) if good > begin else (at, 0)
            yield text[begin:end]
            begin, since = end, 0 if end == at else since
        used += columns
        since += columns
        if char in " ,)":
            good, since = at + 1, 0
    yield text[begin:]
