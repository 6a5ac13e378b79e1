"""The zeros with which the Agent goes on when a counter has fallen silent (agent pkg/aggregator/time_sampler.go)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from .points import CELL, Columns, Series, columns
from .shape import Ints

# For so many seconds after its last value (`dogstatsd_expiry_seconds`).
_EXPIRY: Final = 300
_NEVER: Final = -(1 << 40)


class Zeros:
    """Remembers when each counter of a load was written last."""

    def __init__(self) -> None:
        self._last: Ints = np.zeros(0, dtype=np.int64)

    def between(self, written: Columns, series: Sequence[Series], begin: int, end: int) -> Columns:
        """The zeros from a second to before another, in which a load has written what it has."""
        counters = np.array([each.kind == "rate" for each in series], dtype=bool)
        self._last = np.concatenate([self._last, np.full(len(series) - len(self._last), _NEVER)])
        cells = np.arange(begin, end, CELL, dtype=np.int64)
        last = np.full((len(series), len(cells)), _NEVER)
        last[written.places, (written.times - begin) // CELL] = written.times
        is_written = last > _NEVER
        last = np.maximum.accumulate(np.maximum(last, self._last[:, None]), axis=1)
        place, cell = np.nonzero(counters[:, None] & ~is_written & (cells - last <= _EXPIRY))
        self._last = last[:, -1]
        return columns(place, cells[cell], np.zeros(len(place)))
