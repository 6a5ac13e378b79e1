"""The way of points into the store of series, within limits, and what is new about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from dogwatch.measure import Kind, Store

from .points import INTERVAL, Batch, Points, Series, batched

# How far ahead of the clock a point may be (docs: api, submit metrics); those behind it are the store's to judge.
AHEAD = 600
# Of each, the store takes at most half a megabyte, which it reaches after four days.
MOST_SERIES = 20_000


class Reported(NamedTuple):
    """Series that a metric was not known to have, all tags of them together."""

    kind: Kind
    interval: int | None
    tags: set[str]


class Recorder:
    """Writes points into a store; `tally` says how many were not.

    `late` are older than what is kept by ten seconds, `ahead` of the clock by more than ten minutes; `left_out` had no
    room, as there are too many series, or a distribution of their name is none.
    """

    def __init__(self, store: Store, most_series: int = MOST_SERIES) -> None:
        self.store, self._most_series = store, most_series
        self.tally: Counter[str] = Counter()
        self._known: set[tuple[str, frozenset[str]]] = set()

    def record(self, points: Iterable[Points], now: float) -> tuple[Batch, dict[str, Reported]]:
        """Writes what there is room for, and returns that, and what it says of metrics that was not known."""
        batch = batched(each for each in points if self._is_near(each, now))
        return batch, self.restore(batch)

    def restore(self, batch: Batch) -> dict[str, Reported]:
        """Writes points as they stand; returns what they say of metrics that was not known."""
        reported = dict[str, Reported]()
        numbers = np.array([self._number(series, reported) for series in batch.series], dtype=np.int64)[batch.places]
        sampled = np.array([series.kind == "distribution" for series in batch.series], dtype=bool)[batch.places]
        plain, samples = (numbers >= 0) & ~sampled, (numbers >= 0) & sampled
        self.tally["late"] += self.store.add(numbers[plain], batch.times[plain], batch.values[plain])
        chosen = numbers[samples], batch.times[samples], batch.values[samples], batch.weights[samples]
        self.tally["late"] += self.store.add_samples(*chosen)
        self.tally["left_out"] += int((numbers < 0).sum())
        return reported

    def _is_near(self, points: Points, now: float) -> bool:
        if max(points.times, default=0) <= now + AHEAD:
            return True
        self.tally["ahead"] += len(points.values)
        return False

    def _number(self, series: Series, reported: dict[str, Reported]) -> int:
        """The number of the series in the store, below 0 where there is no room for it."""
        key = series.metric, series.tags
        is_new = key not in self._known
        if is_new and len(self._known) >= self._most_series:
            return -1
        try:
            number = self.store.series(series.metric, series.tags, series.kind, series.interval or INTERVAL)
        except ValueError:
            # It is a distribution and the others of its metric are none, or the reverse.
            return -1
        if is_new:
            self._known.add(key)
            first = Reported(series.kind, series.interval, set())
            reported.setdefault(series.metric, first).tags.update(series.tags)
        return number
