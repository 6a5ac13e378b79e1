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
    read, in seconds since 1970; a value of a distribution stands for `weights` values.
    """

    places: Ints
    times: Ints
    values: Floats
    weights: Floats
    arrivals: Ints

    def picked(self, chosen: Ints | Mask | slice) -> Columns:
        places, times, values, weights, arrivals = self
        return Columns(places[chosen], times[chosen], values[chosen], weights[chosen], arrivals[chosen])


def columns(places: Ints, times: Ints, values: Floats, weights: Floats | None = None, late: int = 0) -> Columns:
    """Values that arrive when their ten seconds are over, or `late` seconds after that."""
    return Columns(
        places,
        times,
        values,
        np.ones(len(values)) if weights is None else weights,
        times - times % CELL + CELL + late,
    )


def joined(parts: Sequence[Columns]) -> Columns:
    """All of them, in the order in which they arrive."""
    if not parts:
        nothing, whole = np.empty(0), np.empty(0, np.int64)
        return Columns(whole, whole, nothing, nothing, whole)
    if len(parts) == 1 and bool((parts[0].arrivals[1:] >= parts[0].arrivals[:-1]).all()):
        return parts[0]
    every = Columns(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    return every.picked(np.argsort(every.arrivals, kind="stable"))
