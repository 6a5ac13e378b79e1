"""JSON that anybody may have written: how it is read, and how something in it is named without being believed."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from typing import Any, NoReturn

from dogwatch.errors import UsageError

# Some thousand dashboards fit into this, and a machine reads it in a second.
_MOST_BYTES = 64 * 2**20
# Dashboards nest groups and requests about a dozen levels deep; what walks a body does it by recursion.
_DEEPEST = 64
_READABLE = 200
_NAMED = 20
_SURROGATE = "Cs"


def parsed(data: bytes, source: str) -> Any:
    """The value that a file holds; UsageError for what is no JSON, is too large, or is too deep to be walked."""
    if len(data) > _MOST_BYTES:
        raise UsageError(f"{source} has {len(data)} bytes; more than {_MOST_BYTES} are not read")
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=_refuse_constant)
    except RecursionError:
        raise UsageError(f"{source} is nested deeper than {_DEEPEST} levels") from None
    except ValueError as error:
        raise UsageError(f"{source} is no JSON: {one_line(str(error))}") from None
    _refuse_unwalkable(value, source)
    return value


def refusal(source: str, sentences: Iterable[str]) -> UsageError:
    """One error that says everything, as far as anybody wants to read on."""
    every = list(sentences)
    more = [f"{source}: and {len(every) - _NAMED} more"] if len(every) > _NAMED else []
    return UsageError("\n".join([*(f"{source}: {sentence}" for sentence in every[:_NAMED]), *more]))


def shown(value: Any) -> str:
    """A value as it can stand in a sentence."""
    return one_line(repr(value))


def one_line(text: str) -> str:
    """The text in a line that cannot be taken for another one: nothing unprintable, and not much of it."""
    line = "".join(char if char.isprintable() else repr(char)[1:-1] for char in text[: _READABLE + 1])
    return line if len(line) <= _READABLE else f"{line[:_READABLE]}…"


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number that JSON can hold")


def _refuse_unwalkable(value: Any, source: str) -> None:
    """Refuses what is too deep, numbers without an end, and text that cannot be written anywhere; walks by a list."""
    ahead = [(value, 1)]
    while ahead:
        item, depth = ahead.pop()
        if depth > _DEEPEST:
            raise UsageError(f"{source} is nested deeper than {_DEEPEST} levels")
        if isinstance(item, dict):
            ahead += [(part, depth + 1) for pair in item.items() for part in pair]
        elif isinstance(item, list):
            ahead += [(part, depth + 1) for part in item]
        elif isinstance(item, str) and any(unicodedata.category(char) == _SURROGATE for char in _not_plain(item)):
            raise UsageError(f"{source} holds half of a character: {shown(item)}")
        elif isinstance(item, float) and item in (float("inf"), float("-inf")):
            raise UsageError(f"{source} holds a number that is too large")


def _not_plain(text: str) -> Iterable[str]:
    return () if text.isascii() else text
