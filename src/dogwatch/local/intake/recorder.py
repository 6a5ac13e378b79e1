"""The way of points into the store of series, within limits, and what is new about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from dogwatch.measure import AS_IT_IS, Kind, Scale, Store

from .points import INTERVAL, Batch, Floats, Ints, Points, Series, batched

Mask: TypeAlias = npt.NDArray[np.bool_]

# How far ahead of the clock a point may be (docs: api, submit metrics); those behind it are the store's to judge.
AHEAD = 600
# A new series takes 6 kB, and at most half a megabyte once it has reported for eight days.
MOST_SERIES = 20_000
# So that one tag with ever new values leaves room for other metrics.
MOST_OF_A_METRIC = 5_000


class Reported(NamedTuple):
    """Series that a metric was not known to have, all tags of them together."""

    kind: Kind
    interval: int | None
    tags: set[str]


class Recorder:
    """Writes points into a store; `tally` says how many were not.

    `late` are older than what is kept by ten seconds, `ahead` of the clock by more than ten minutes; `left_out` had no
    room, as there are too many series, of all metrics or of one, or a distribution of their name is none.
    `last_left_out` says why the last of these was. `retyped` counts metrics, once for each type that makes none of
    theirs: `last_retyped` says what that means for the last of these. `came` says of each metric when its last points
    came.
    """

    def __init__(self, store: Store, most_series: int = MOST_SERIES, most_of_a_metric: int = MOST_OF_A_METRIC) -> None:
        self.store, self._most_series, self._most_of_a_metric = store, most_series, most_of_a_metric
        self.tally: Counter[str] = Counter()
        self.last_left_out, self.last_retyped = "", ""
        self._retyped = set[tuple[str, Kind]]()
        self.came: dict[str, float] = {}

    def record(self, points: Iterable[Points], now: float) -> tuple[Batch, dict[str, Reported]]:
        """Writes what there is room for and what is not late; returns that, and what it says of metrics that is new."""
        reported = dict[str, Reported]()
        near = [each for each in points if self._is_near(each, now)]
        numbers = [self._number(each.series, reported) for each in near]
        batch = batched(each for each, number in zip(near, numbers, strict=True) if number >= 0)
        written = batch.only(self._write(batch, reported))
        self.tally["left_out"] += sum(len(each.values) for each, at in zip(near, numbers, strict=True) if at < 0)
        self.came.update((series.metric, now) for series in batch.series)
        return written, reported

    def restore(self, batch: Batch) -> dict[str, Reported]:
        """Writes points that were there before; returns what they say of metrics that was not known.

        They count as come when they were.
        """
        reported = dict[str, Reported]()
        latest = np.zeros(len(batch.series))
        np.maximum.at(latest, batch.places, batch.times)
        for series, at in zip(batch.series, latest.tolist(), strict=True):
            self.came[series.metric] = max(at, self.came.get(series.metric, 0.0))
        self._write(batch, reported)
        return reported

    def _write(self, batch: Batch, reported: dict[str, Reported]) -> Mask:
        """Writes the points; says which the store has taken."""
        taken = np.zeros(len(batch.values), dtype=bool)
        sampled = np.array([series.kind == "distribution" for series in batch.series], dtype=bool)[batch.places]
        numbers, plain = self._chosen(batch, ~sampled, reported)
        factors, weights = self._scales(batch)
        values = batch.values[plain] * factors[plain]
        taken[plain] = self.store.add(numbers, batch.times[plain], values, weights[plain])
        # What was written may have made the store drop series, whose numbers are others' then.
        numbers, samples = self._chosen(batch, sampled, reported)
        taken[samples] = self.store.add_samples(
            numbers, batch.times[samples], batch.values[samples], batch.weights[samples]
        )
        self.tally["late"] += int((plain | samples).sum() - taken.sum())
        return taken

    def _chosen(self, batch: Batch, wanted: Mask, reported: dict[str, Reported]) -> tuple[Ints, Mask]:
        """The numbers in the store of those wanted points that have one, and which they are."""
        every = np.array([self._number(series, reported) for series in batch.series], dtype=np.int64)[batch.places]
        chosen: Mask = wanted & (every >= 0)
        return every[chosen], chosen

    def _scales(self, batch: Batch) -> tuple[Floats, Floats]:
        """Per point what its value is multiplied by, so that it is of its metric's type, and for how many it counts."""
        scales = np.array([self._scale(series) for series in batch.series]).reshape(-1, 2)[batch.places]
        return scales[:, 0], scales[:, 1]

    def _scale(self, series: Series) -> Scale:
        metric = self.store.metrics.get(series.metric)
        if metric is None or "distribution" in (series.kind, metric.kind):
            return AS_IT_IS
        scale = metric.scale(series.kind, series.interval or INTERVAL)
        if scale is None and (series.metric, series.kind) not in self._retyped:
            self._retyped.add((series.metric, series.kind))
            self.tally["retyped"] += 1
            self.last_retyped = (
                f"{series.metric} is a {metric.kind}, as its first point was, and is evaluated as one though a"
                f" {series.kind} has come; give that another name"
            )
        return scale or AS_IT_IS

    def _is_near(self, points: Points, now: float) -> bool:
        if max(points.times, default=0) <= now + AHEAD:
            return True
        self.tally["ahead"] += len(points.values)
        return False

    def _number(self, series: Series, reported: dict[str, Reported]) -> int:
        """The number of the series in the store, below 0 where there is no room for it."""
        is_new = (series.metric, series.tags) not in self.store
        if is_new and (full := self._full(series.metric)):
            self.last_left_out = full
            return -1
        try:
            number = self.store.series(series.metric, series.tags, series.kind, series.interval or INTERVAL)
        except ValueError as error:
            # It is a distribution and the others of its metric are none, or the reverse.
            self.last_left_out = str(error)
            return -1
        if is_new:
            first = Reported(series.kind, series.interval, set())
            reported.setdefault(series.metric, first).tags.update(series.tags)
        return number

    def _full(self, metric: str) -> str:
        """Why there is no room for a new series of a metric; empty where there is."""
        if len(self.store) >= self._most_series:
            return f"{metric}, as all metrics together have {self._most_series:,} series"
        of_it = self.store.metrics.get(metric)
        if of_it is not None and len(of_it) >= self._most_of_a_metric:
            return f"{metric}, which has {self._most_of_a_metric:,} series"
        return ""
