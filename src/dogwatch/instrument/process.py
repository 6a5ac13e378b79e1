"""What the process itself takes: resident memory, and processors."""

from __future__ import annotations

import os
from collections.abc import Callable
from time import monotonic, process_time

from dogwatch.names import PROCESS_CPU, PROCESS_MEMORY

from .points import Points

_STATUS = "/proc/self/statm"


class Process:
    """Measures this process between one time and the next."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._at, self._spent = clock(), process_time()

    def measure(self, points: Points) -> None:
        """Adds the resident memory, where the system has /proc, and how many processors it kept busy."""
        at, spent = self._clock(), process_time()
        if at > self._at:
            points.values[PROCESS_CPU.name, ()].append(round((spent - self._spent) / (at - self._at), 4))
        self._at, self._spent = at, spent
        if os.path.exists(_STATUS):  # noqa: PTH110 - `pathlib` takes as long to load as all of this package
            with open(_STATUS, encoding="ascii") as status:  # noqa: PTH123
                pages = int(status.read().split()[1])
            points.values[PROCESS_MEMORY.name, ()].append(pages * os.sysconf("SC_PAGE_SIZE"))
