"""Windows of monitors at many instants, and the parts of one that have values."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .grid import Grid
from .tier import Floats, Ints, Mask


class Windows(NamedTuple):
    """`number` windows of `length` seconds: the first begins at `first`, each `step` seconds after the one before.

    `parts` is the seconds of the parts of a window of which it is of interest whether they have values; 0 for none.
    """

    first: int
    length: int
    step: int = 60
    number: int = 1
    parts: int = 0

    @property
    def ends(self) -> Ints:
        """Before when each window reaches."""
        return self.first + self.length + self.step * np.arange(self.number, dtype=np.int64)

    def window(self, place: int) -> tuple[int, int]:
        """From when to before when the window at a place, counted from 0, reaches."""
        begin = self.first + place * self.step
        return begin, begin + self.length

    def some(self, place: int, count: int) -> Windows:
        """So many of them, from a place on."""
        return self._replace(first=self.first + place * self.step, number=min(count, self.number - place))


def parts_with_values(has: Mask, grid: Grid, begin: int, length: int, seconds: int) -> Mask:
    """[..., bucket] to [..., part]: whether a part of the window has a bucket with a value, wholly or in part."""
    parts = np.arange(-(-length // seconds))
    starts = grid.times[:, None]
    overlaps = (starts < begin + (parts + 1) * seconds) & (starts + grid.interval > begin + parts * seconds)
    weights: Floats = overlaps.astype(np.float64)
    return np.asarray(has.astype(np.float64) @ weights > 0)
