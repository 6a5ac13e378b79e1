"""What JSON can hold, since that is how Datadog is sent it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

_TEXTS = frozenset({str})
_LEAVES = frozenset({str, int, bool, type(None)})


def outside_json(value: Any, path: str) -> Iterator[tuple[str, str, str]]:
    """Everything below a value that JSON cannot hold: its path, what was seen, what to write instead."""
    if not _is_json(value):
        yield from _outside(value, path)


def _is_json(value: Any) -> bool:
    """Whether JSON can hold all of it. Nearly all bodies end here, so leaves are passed over without a call."""
    kind = type(value)
    if kind is dict and _TEXTS.issuperset(map(type, value)):
        inside = value.values()
    elif kind is list or kind is tuple:
        inside = value
    else:
        return value is None or isinstance(value, (str, int)) or (isinstance(value, float) and math.isfinite(value))
    for item in inside:  # noqa: SIM110 - a generator takes half as long again
        if type(item) not in _LEAVES and not _is_json(item):
            return False
    return True


def _outside(value: Any, path: str) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, dict):
        for name, item in value.items():
            if isinstance(name, str):
                yield from _outside(item, f"{path}.{name}" if path else name)
            else:
                yield path, f"the name {name!r} is no text", f"write {str(name)!r}"
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _outside(item, f"{path}[{index}]")
    elif isinstance(value, float) and not math.isfinite(value):
        yield path, f"{value} is no number that JSON can hold", "write a finite number"
    elif value is not None and not isinstance(value, str | int | float):
        seen = f"a value of the type {type(value).__name__} is nothing that JSON can hold"
        yield path, seen, "write a text, a number, a list or a dict"
