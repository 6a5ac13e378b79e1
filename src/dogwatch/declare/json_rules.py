"""What JSON can hold, since that is how Datadog is sent it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any


def outside_json(value: Any, path: str) -> Iterator[tuple[str, str, str]]:
    """Everything below a value that JSON cannot hold: its path, what was seen, what to write instead."""
    if isinstance(value, dict):
        for name, item in value.items():
            if isinstance(name, str):
                yield from outside_json(item, f"{path}.{name}" if path else name)
            else:
                yield path, f"the name {name!r} is no text", f"write {str(name)!r}"
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from outside_json(item, f"{path}[{index}]")
    elif isinstance(value, float) and not math.isfinite(value):
        yield path, f"{value} is no number that JSON can hold", "write a finite number"
    elif value is not None and not isinstance(value, str | int | float):
        seen = f"a value of the type {type(value).__name__} is nothing that JSON can hold"
        yield path, seen, "write a text, a number, a list or a dict"
