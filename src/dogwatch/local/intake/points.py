"""Points of series as they go into the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from dogwatch.measure import Kind as Kind

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]

# The seconds of a bucket of the Agent, and so between two points of a series that it sends.
INTERVAL = 10


class Series(NamedTuple):
    """What points belong to: `tags` are as Datadog stores them, the host's among them.

    `interval` are the seconds between two points, None where nobody says.
    """

    metric: str
    kind: Kind
    tags: frozenset[str]
    interval: int | None = INTERVAL


class Points(NamedTuple):
    """Values of one series at seconds since 1970, one for each; those of a distribution are samples with weights."""

    series: Series
    times: Sequence[int] | Ints
    values: Sequence[float] | Floats
    weights: Floats | None = None


class Batch(NamedTuple):
    """Points of many series in columns, one of each per value; `places` are those in `series`."""

    series: list[Series]
    places: Ints
    times: Ints
    values: Floats
    weights: Floats

    def only(self, chosen: npt.NDArray[np.bool_]) -> Batch:
        """The chosen values, and the series that have one."""
        if chosen.all():
            return self
        used, places = np.unique(self.places[chosen], return_inverse=True)
        series = [self.series[place] for place in used.tolist()]
        return Batch(series, places, self.times[chosen], self.values[chosen], self.weights[chosen])


def batched(points: Iterable[Points]) -> Batch:
    """The points together, those of each series that comes twice as if it were two."""
    every = list(points)
    lengths = [len(each.values) for each in every]
    weights = [np.ones(len(each.values)) if each.weights is None else each.weights for each in every]
    return Batch(
        [each.series for each in every],
        np.repeat(np.arange(len(every)), lengths),
        np.concatenate([np.empty(0, np.int64), *(np.asarray(each.times, np.int64) for each in every)]),
        np.concatenate([np.empty(0), *(each.values for each in every)]),
        np.concatenate([np.empty(0), *weights]),
    )
