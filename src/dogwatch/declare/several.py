"""Lists as people write them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


def several(value: Any) -> tuple[Any, ...]:
    """The values of a list, tuple or any other iterable.

    A single thing counts as a list of one: `tags="area:shop"` is one tag and not nine letters. Whether the values are
    right is for `check` to say.
    """
    if isinstance(value, tuple):
        return value
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes, Mapping)):
        return tuple(value)
    return (value,)
