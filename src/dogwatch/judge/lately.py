"""What was found for the last notice: those of the other groups come right after it, and ask for the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from .monitor import Monitor

Found = TypeVar("Found")


class Lately(Generic[Found]):
    """Keeps what was found of one monitor at one instant."""

    def __init__(self) -> None:
        self._kept: tuple[Monitor, int, Found] | None = None

    def found(self, monitor: Monitor, at: int, find: Callable[[], Found]) -> Found:
        """What `find` finds, which is asked once as long as monitor and instant stay the same."""
        if self._kept is None or self._kept[0] is not monitor or self._kept[1] != at:
            self._kept = monitor, at, find()
        return self._kept[2]
