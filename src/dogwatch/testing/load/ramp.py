"""A load that grows or shrinks evenly."""

from __future__ import annotations

import attrs
import numpy as np

from dogwatch.values import Duration

from .amount import Unit, seconds
from .shape import Floats, Ints, Shape, Shaped, same_unit, shaped


@attrs.frozen
class Ramp(Shape):
    """From one shape to another within so many seconds, its `length`, after which it stays there."""

    start: Shape
    end: Shape
    length: float

    @property
    def unit(self) -> Unit:
        return same_unit("ramp", self.start, self.end)

    def at(self, times: Ints, since: int) -> Floats:
        gone = np.clip((times - since) / self.length, 0.0, 1.0)
        found: Floats = self.start.at(times, since) * (1 - gone) + self.end.at(times, since) * gone
        return found


def ramp(start: Shaped, end: Shaped, *, over: str | Duration) -> Shape:
    """Evenly from one amount to another: `ramp("1/s", "50/s", over="30m")`."""
    found = Ramp(shaped(start), shaped(end), seconds(over))
    same_unit("ramp", found.start, found.end)
    return found
