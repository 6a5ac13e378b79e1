"""Markdown in which whatever a catalog says stays text: escaped, in code, or in a fence.

Written for GitHub's dialect (spec: github.github.com/gfm).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from urllib.parse import quote, urlsplit

# The last two make a link of an address by themselves, in which escapes would be seen.
_SPECIAL = re.compile(r"[\\`*_\[\]<>|~#&$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What makes a list or a heading of the line that it begins.
_BEGINNING = re.compile(r"^(?:(?P<number>\d+)(?=[.)](?:\s|$))|(?=[-+=]))")
_BACKTICKS = re.compile(r"`+")
_NO_ANCHOR = re.compile(r"[^\w\s-]")
_NOT_ALPHANUMERIC = re.compile(r"[^\w\s]|_")


def text(value: object) -> str:
    """The value as plain text on one line."""
    line = _SPECIAL.sub(r"\\\g<0>", " ".join(str(value).split()))
    return _BEGINNING.sub(r"\g<number>\\", line)


def code(value: object) -> str:
    """The value in code on one line, also in a table, where a bar would end the cell even in code."""
    line = " ".join(str(value).split())
    if "|" in line:
        return f"<code>{_NOT_ALPHANUMERIC.sub(lambda found: f'&#{ord(found[0])};', line)}</code>"
    ticks = "`" * (_longest_run(line) + 1)
    pad = " " if line.startswith("`") or line.endswith("`") or not line else ""
    return f"{ticks}{pad}{line}{pad}{ticks}"


def fence(value: str) -> Iterator[str]:
    """The value as it stands, in a block that none of its lines can end."""
    ticks = "`" * max(3, _longest_run(value) + 1)
    yield f"{ticks}text"
    yield from value.split("\n")
    yield ticks


def link(shown: str, address: str) -> str:
    """Markup that leads to an address of the web or to a file; the address in code where it leads anywhere else."""
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        scheme = "?"
    if scheme not in ("", "http", "https") or address.startswith("//"):
        return f"{shown} ({code(address)})"
    return f"[{shown}]({quote(address, safe='/:?#@!$&=+,;%~')})"


def anchors(titles: Iterable[str]) -> Iterator[str]:
    """The addresses of headings in their page: GitHub keeps letters, digits, - and _, and numbers what is repeated."""
    seen: Counter[str] = Counter()
    for title in titles:
        name = _NO_ANCHOR.sub("", " ".join(title.split()).lower()).replace(" ", "-")
        yield f"#{name}-{seen[name]}" if seen[name] else f"#{name}"
        seen[name] += 1


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """A table of cells that are markup already; nothing at all without rows."""
    lines = [_row(row) for row in rows]
    if lines:
        columns = list(head)
        yield _row(columns)
        yield "|" + "---|" * len(columns)
        yield from lines


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _longest_run(value: str) -> int:
    return max(map(len, _BACKTICKS.findall(value)), default=0)
