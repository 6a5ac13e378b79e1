"""Values with a time of their own, counted into buckets of ten seconds that stay open for a while.

Source: agent pkg/trace/stats/span_concentrator.go. What is late goes to the oldest bucket that is open.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import numpy as np

from .accumulators import Distribution, packed
from .points import INTERVAL, Floats, Points, Series
from .recorder import AHEAD

# The bucket of now and the one before it are open.
_OPEN = 2


class Timeline:
    """Counts values by their time: a distribution keeps them, a count or a gauge adds them up.

    `tally` says how many were `left_out` for want of room, or `ahead` of the clock.
    """

    def __init__(self, most_series: int = 50_000, most_values: int = 16 << 20) -> None:
        self.tally: Counter[str] = Counter()
        self._most_series, self._most_values = most_series, most_values
        self._buckets: dict[int, dict[Series, float | Distribution]] = {}
        self._oldest = self._series = self._held = 0

    def place(self, at: float, now: float) -> int | None:
        """The beginning of the bucket for a time, both in seconds since 1970; None where it is too far ahead."""
        if at > now + AHEAD:
            self.tally["ahead"] += 1
            return None
        self._oldest = max(self._oldest, _start(now) - (_OPEN - 1) * INTERVAL)
        return max(_start(at), self._oldest)

    def add(self, start: int, series: Series, value: float) -> None:
        """Counts a value into a bucket; one that is not finite counts nothing."""
        if not math.isfinite(value):
            return
        bucket = self._bucket(start, series)
        if bucket is None:
            return
        before = bucket[series]
        if isinstance(before, Distribution):
            self._held += before.extend((value,), 1.0)
        else:
            bucket[series] = before + value

    def extend(self, start: int, series: Series, values: Floats, weights: Floats) -> None:
        """Counts samples of a distribution into a bucket, each for as many as its weight says."""
        bucket = self._bucket(start, series)
        held = None if bucket is None else bucket[series]
        if isinstance(held, Distribution):
            self._held += held.join(values, weights)

    def over(self, now: float) -> Iterator[Points]:
        """What lies in buckets that are closed by now, which is given away."""
        for start in sorted(self._buckets):
            if start <= now - _OPEN * INTERVAL:
                bucket = self._buckets.pop(start)
                self._series -= len(bucket)
                for series, held in bucket.items():
                    yield from self._points(start, series, held)

    def _points(self, start: int, series: Series, held: float | Distribution) -> Iterator[Points]:
        if isinstance(held, float):
            yield Points(series, [start], [held])
            return
        values, weights = packed(*held.all())
        self._held -= held.held
        if len(values):
            yield Points(series, np.full(len(values), start), values, weights)

    def _bucket(self, start: int, series: Series) -> dict[Series, float | Distribution] | None:
        bucket = self._buckets.setdefault(start, {})
        if self._held > self._most_values and series.kind == "distribution":
            self.tally["left_out"] += 1
            return None
        if series not in bucket:
            if self._series >= self._most_series:
                self.tally["left_out"] += 1
                return None
            self._series += 1
            bucket[series] = Distribution() if series.kind == "distribution" else 0.0
        return bucket


def _start(at: float) -> int:
    return int(at) // INTERVAL * INTERVAL
