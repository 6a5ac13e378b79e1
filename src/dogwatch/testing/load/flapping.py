"""A load that goes to and fro."""

from __future__ import annotations

import attrs
import numpy as np

from dogwatch.values import Duration

from .amount import Unit, seconds
from .shape import Floats, Ints, Shape, Shaped, same_unit, shaped


@attrs.frozen
class Flapping(Shape):
    """One shape for so many seconds, then the other for as many, and so on."""

    one: Shape
    other: Shape
    every: float

    @property
    def unit(self) -> Unit:
        return self.one.unit

    def at(self, times: Ints, since: int) -> Floats:
        is_other = (times - since) // self.every % 2 == 1
        return np.where(is_other, self.other.at(times, since), self.one.at(times, since))


def flapping(one: Shaped, other: Shaped, *, every: str | Duration) -> Shape:
    """To and fro between two amounts: `flapping("0.1%", "8%", every="4m")` begins with the first."""
    found = Flapping(shaped(one), shaped(other), seconds(every))
    same_unit("flapping", found.one, found.other)
    return found
