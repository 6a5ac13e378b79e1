"""Lines of a user's file, looked up only when a mistake in it is reported."""

from __future__ import annotations

import ast
from functools import lru_cache
from pathlib import Path

from dogwatch.place import Place


def argument_place(call: Place, argument: str) -> Place:
    """The line of a keyword argument of the call that stands at `call`; the call's own line when it is not found."""
    for node in _calls(call.file).get(call.line, ()):
        for keyword in node.keywords:
            if keyword.arg == argument:
                return Place(call.file, keyword.value.lineno)
    return call


@lru_cache(maxsize=64)
def _calls(file: str) -> dict[int, list[ast.Call]]:
    """The calls of a file by their first line; nothing for a file that cannot be read or parsed."""
    try:
        tree = ast.parse(Path(file).read_text(encoding="utf-8"))
    except (OSError, SyntaxError, ValueError):
        return {}
    calls: dict[int, list[ast.Call]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            calls.setdefault(node.lineno, []).append(node)
    return calls
