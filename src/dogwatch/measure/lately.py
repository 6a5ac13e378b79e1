"""What was read of a store since something was last added to it."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Found = TypeVar("Found")

# The percentiles of a graph, and its heat map beside them, are asked for one after the other.
_MOST = 4


class Lately:
    """Keeps the last few answers, so that who asks for another percentile of the same values does not read them again.

    Nobody may write to an answer.
    """

    def __init__(self) -> None:
        self._kept: dict[Hashable, Any] = {}

    def read(self, key: Hashable, read: Callable[[], Found]) -> Found:
        """The answer that is kept for a key, else what `read` gives."""
        if key in self._kept:
            found: Found = self._kept.pop(key)
        else:
            found = read()
        self._kept[key] = found
        if len(self._kept) > _MOST:
            del self._kept[next(iter(self._kept))]
        return found

    def clear(self) -> None:
        """Gives up all answers: something was added."""
        self._kept.clear()
