"""The clock of a drill: it stands where it is put until it goes, and goes faster than the real one."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime


class Clock:
    """Seconds since 1970. Any thread may read it, one sets it."""

    def __init__(self, at: float, real: Callable[[], float] = time.monotonic) -> None:
        self._real = real
        # In one value, so that whoever reads it sees all three of one time.
        self._state = (at, real(), 0.0)

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(self.second, UTC)

    @property
    def second(self) -> float:
        at, since, times = self._state
        return at + times * (self._real() - since)

    def put(self, at: float) -> None:
        """Stands at that second from now on."""
        self._state = (at, self._real(), 0.0)

    def go(self, times: float) -> None:
        """Goes so many times as fast as the real one from now on."""
        self._state = (self.second, self._real(), times)
