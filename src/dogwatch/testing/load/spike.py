"""A load that is another for a while."""

from __future__ import annotations

import attrs
import numpy as np

from dogwatch.values import Duration

from .amount import Unit, seconds
from .shape import Floats, Ints, Shape, Shaped, same_unit, shaped


@attrs.frozen
class Spike(Shape):
    """As usual, but for so many seconds from `after` seconds on."""

    usual: Shape
    peak: Shape
    after: float
    lasting: float

    @property
    def unit(self) -> Unit:
        return self.usual.unit

    def at(self, times: Ints, since: int) -> Floats:
        gone = times - since
        is_up = (gone >= self.after) & (gone < self.after + self.lasting)
        return np.where(is_up, self.peak.at(times, since), self.usual.at(times, since))


def spike(usual: Shaped, peak: Shaped, *, after: str | Duration | None = None, lasting: str | Duration) -> Shape:
    """As usual, but for a while: `spike("20/s", "400/s", after="10m", lasting="2m")`; without `after` at once."""
    found = Spike(shaped(usual), shaped(peak), 0.0 if after is None else seconds(after), seconds(lasting))
    same_unit("spike", found.usual, found.peak)
    return found
