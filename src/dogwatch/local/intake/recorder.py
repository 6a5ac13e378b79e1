"""The way of points into the store of series, within limits, and what is new about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np

from dogwatch.measure import Kind, Store

from .points import INTERVAL, Points

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
    """Writes points into a store; `tally` says what was `left_out`, and why.

    `late` are older than what is kept by ten seconds, `ahead` of the clock by more than ten minutes, `of_another_kind`
    those of a distribution that is none, or the reverse; `too_many_series` had no room.
    """

    def __init__(self, store: Store, most_series: int = MOST_SERIES) -> None:
        self.store, self._most_series = store, most_series
        self.tally: Counter[str] = Counter()
        self._known: dict[tuple[str, frozenset[str]], None] = {}

    def record(self, points: Iterable[Points], now: float) -> tuple[list[Points], dict[str, Reported]]:
        """Writes what there is room for, and returns that, and what it says of metrics that was not known."""
        taken, reported = [], dict[str, Reported]()
        rows: tuple[list[int], list[int]] = [], []
        of: tuple[list[Points], list[Points]] = [], []
        for each in points:
            if max(each.times, default=0) > now + AHEAD:
                self.tally["ahead"] += len(each.values)
                continue
            row = self._row(each, reported)
            if row is not None:
                is_distribution = each.kind == "distribution"
                rows[is_distribution].append(row)
                of[is_distribution].append(each)
                taken.append(each)
        for is_distribution in (False, True):
            if rows[is_distribution]:
                self._write(rows[is_distribution], of[is_distribution], is_distribution=is_distribution)
        return taken, reported

    def _row(self, points: Points, reported: dict[str, Reported]) -> int | None:
        key = points.metric, points.tags
        is_new = key not in self._known
        if is_new and len(self._known) >= self._most_series:
            self.tally["too_many_series"] += len(points.values)
            return None
        try:
            row = self.store.series(points.metric, points.tags, points.kind, points.interval or INTERVAL)
        except ValueError:
            self.tally["of_another_kind"] += len(points.values)
            return None
        if is_new:
            self._known[key] = None
            first = Reported(points.kind, points.interval, set())
            reported.setdefault(points.metric, first).tags.update(points.tags)
        return row

    def _write(self, rows: list[int], points: list[Points], *, is_distribution: bool) -> None:
        series = np.repeat(rows, [len(each.values) for each in points])
        times = np.concatenate([each.times for each in points])
        values = np.concatenate([each.values for each in points])
        if is_distribution:
            weights = np.concatenate(list(_weights(points)))
            self.tally["late"] += self.store.add_samples(series, times, values, weights)
        else:
            self.tally["late"] += self.store.add(series, times, values)


def _weights(points: list[Points]) -> Iterator[np.ndarray]:
    for each in points:
        yield np.ones(len(each.values)) if each.weights is None else each.weights
