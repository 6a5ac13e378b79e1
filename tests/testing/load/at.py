"""Looks at shapes as a row of numbers."""

from __future__ import annotations

import numpy as np

from dogwatch.testing.load.shape import Shape

# A Monday, midnight in UTC.
MONDAY = 1_767_571_200


def every(shape: Shape, step: int, count: int, since: int = MONDAY) -> list[float]:
    """The amounts of a shape from the time on at which it began, one every so many seconds."""
    amounts: list[float] = shape.at(since + step * np.arange(count, dtype=np.int64), since).tolist()
    return amounts
