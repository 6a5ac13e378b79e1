"""Values of a tag of which there are ever more, as when somebody puts an id into it."""

from __future__ import annotations

import attrs
import numpy as np

from dogwatch.errors import UsageError
from dogwatch.values import Duration

from .amount import seconds
from .shape import Ints


@attrs.frozen
class Growing:
    """So many values at first, and `by` more after every so many seconds from `begun` on."""

    name: str
    start: int
    by: int
    every: float
    begun: int = 0

    def count(self, times: Ints) -> Ints:
        """How many there are at each time."""
        steps = np.maximum(times - self.begun, 0) // self.every
        return (self.start + self.by * steps).astype(np.int64)

    def value(self, place: int) -> str:
        """What one of them is called."""
        return f"{self.name}-{place}"


def growing(name: str, *, by: int, every: str | Duration, start: int = 1) -> Growing:
    """Ever more values: `load.degrade(error_types=growing("Error", by=5, every="1m"))` has Error-0, Error-1, …"""
    if start < 1 or by < 1:
        raise UsageError(f"growing(start={start}, by={by}) does not grow; write whole numbers from 1 on")
    return Growing(name, start, by, seconds(every))
