"""Values on their way into the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from dogwatch.measure import Kind

from .shape import Floats, Ints, Mask

# The seconds of a bucket of the Agent, which is sent when it is over.
CELL: Final = 10


class Series(NamedTuple):
    """What values belong to; `tags` are as Datadog stores them, the host's among them."""

    metric: str
    kind: Kind
    tags: frozenset[str]


class Columns(NamedTuple):
    """Values of many series, one of each per value.

    `places` are those in a list of series, `times` when each value was measured and `arrivals` when it is there to be
    read, in seconds since 1970; a value stands for `weights` values, or for one where there are none.
    """

    places: Ints
    times: Ints
    values: Floats
    weights: Floats | None
    arrivals: Ints

    def picked(self, chosen: Ints | Mask | slice) -> Columns:
        places, times, values, weights, arrivals = self
        weighed = None if weights is None else weights[chosen]
        return Columns(places[chosen], times[chosen], values[chosen], weighed, arrivals[chosen])


def columns(places: Ints, times: Ints, values: Floats, weights: Floats | None = None, late: int = 0) -> Columns:
    """Values that arrive when their ten seconds are over, or `late` seconds after that."""
    return Columns(places, times, values, weights, times - times % CELL + (CELL + late))


def joined(parts: Sequence[Columns]) -> Columns:
    """All of them, in the order in which they arrive."""
    if not parts:
        nothing, whole = np.empty(0), np.empty(0, np.int64)
        return Columns(whole, whole, nothing, None, whole)
    if len(parts) == 1 and bool((parts[0].arrivals[1:] >= parts[0].arrivals[:-1]).all()):
        return parts[0]
    every = Columns(
        np.concatenate([part.places for part in parts]),
        np.concatenate([part.times for part in parts]),
        np.concatenate([part.values for part in parts]),
        _weights(parts),
        np.concatenate([part.arrivals for part in parts]),
    )
    return every.picked(np.argsort(every.arrivals, kind="stable"))


def _weights(parts: Sequence[Columns]) -> Floats | None:
    if all(part.weights is None for part in parts):
        return None
    return np.concatenate([np.ones(len(part.times)) if part.weights is None else part.weights for part in parts])
