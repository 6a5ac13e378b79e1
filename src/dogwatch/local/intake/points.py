"""Points of a series as they go into the store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from dogwatch.measure import Kind as Kind

Floats: TypeAlias = npt.NDArray[np.float64]

# The seconds of a bucket of the Agent, and so between two points of a series that it sends.
INTERVAL = 10


class Points(NamedTuple):
    """Values of one series; those of a distribution are samples, each for as many as its weight says.

    `tags` are as Datadog stores them, the host's among them; `times` are seconds since 1970, one for each value, and
    `interval` the seconds between two points, None where nobody says.
    """

    metric: str
    kind: Kind
    tags: frozenset[str]
    times: Sequence[int] | npt.NDArray[np.int64]
    values: Sequence[float] | Floats
    weights: Floats | None = None
    interval: int | None = INTERVAL
