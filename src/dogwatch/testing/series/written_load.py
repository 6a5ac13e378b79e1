"""Series that are written as they were recorded, from a time on."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import numpy as np

from dogwatch.testing.load.amount import whole_seconds
from dogwatch.testing.load.points import CELL, Columns, Series, columns, joined
from dogwatch.values import Duration

from .notation import written
from .recorded import Recorded


class WrittenLoad:
    """Recorded series, which begin when they are given; behind their last value nothing is written any more."""

    is_late = False

    def __init__(self, every: Sequence[Recorded], clock: Callable[[], int]) -> None:
        self.series: list[Series] = []
        self._clock = clock
        self._parts: list[Columns] = []
        for each in every:
            self._begin(each)

    def then(self, values: str, step: str | Duration | int = CELL) -> None:
        """From now on these values, of each of the series, one every `step`, in seconds where it has no unit."""
        apart = whole_seconds(step)
        for series in list(self.series):
            self._begin(written(series, values, apart))

    def between(self, begin: int, end: int, metrics: Collection[str] = ()) -> Columns:
        """What is written from a second to before another."""
        every = joined(self._parts)
        if not len(every.times) or (every.times[0] >= begin and every.times[-1] < end):
            return every
        return every.picked((every.times >= begin) & (every.times < end))

    def _begin(self, recorded: Recorded) -> None:
        if recorded.series not in self.series:
            self.series.append(recorded.series)
        place = self.series.index(recorded.series)
        now = self._clock()
        kept = [part.picked((part.places != place) | (part.times < now)) for part in self._parts]
        places = np.full(len(recorded.values), place, dtype=np.int64)
        self._parts = [*kept, columns(places, now + recorded.offsets, recorded.values)]
