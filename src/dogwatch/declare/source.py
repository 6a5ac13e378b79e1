"""Lines of a user's file, looked up only when a mistake in it is reported."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import Path

from dogwatch.place import Place

# How a line begins in which a statement goes on, or none begins.
_GOES_ON = frozenset(" \t)]}\r\n#")
# So often a line at the margin is taken for the end of a statement before all of the file is read.
_TRIES = 20


def argument_place(call: Place, argument: str) -> Place:
    """The line of a keyword argument of the call that stands at `call`; the call's own line when it is not found."""
    for node, offset in _calls_at(call.file, call.line):
        for keyword in node.keywords:
            if keyword.arg == argument:
                return Place(call.file, keyword.value.lineno + offset)
    return call


@lru_cache(maxsize=1024)
def _calls_at(file: str, line: int) -> list[tuple[ast.Call, int]]:
    """The calls that begin in a line, with what is to be added to the numbers of their lines.

    A statement that begins there is read by itself: files of a hundred thousand lines exist that were imported.
    """
    lines = _lines(file)
    if 0 < line <= len(lines) and not lines[line - 1][:1].isspace():
        for end in islice(_ends(lines, line), _TRIES):
            try:
                tree = ast.parse("".join(lines[line - 1 : end]))
            except (SyntaxError, ValueError):
                continue  # what looked like the end stands in a text, or the file is wrong
            return [(node, line - 1) for node in _calls(tree) if node.lineno == 1]
    return [(node, 0) for node in _whole(file).get(line, ())]


def _ends(lines: list[str], line: int) -> Iterator[int]:
    """Where a statement that begins in a line may end: before lines that begin at the margin with another one."""
    for number in range(line, len(lines)):
        if lines[number][:1] not in _GOES_ON:
            yield number
    yield len(lines)


@lru_cache(maxsize=64)
def _lines(file: str) -> list[str]:
    """The lines of a file; none of one that cannot be read."""
    try:
        with Path(file).open(encoding="utf-8") as opened:
            return list(opened)
    except (OSError, ValueError):
        return []


@lru_cache(maxsize=64)
def _whole(file: str) -> dict[int, list[ast.Call]]:
    """The calls of a file by their first line; nothing for a file that cannot be read or parsed."""
    try:
        tree = ast.parse("".join(_lines(file)))
    except (SyntaxError, ValueError):
        return {}
    calls: dict[int, list[ast.Call]] = {}
    for node in _calls(tree):
        calls.setdefault(node.lineno, []).append(node)
    return calls


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))
