"""A load of few calls."""

from __future__ import annotations

import attrs
import numpy as np

from dogwatch.errors import UsageError
from dogwatch.values import Duration

from .amount import Unit, seconds
from .points import CELL
from .shape import Floats, Ints, Shape


@attrs.frozen
class Trickle(Shape):
    """One call at the beginning of every so many seconds."""

    every: float

    @property
    def unit(self) -> Unit:
        return "rate"

    @property
    def is_by_the_clock(self) -> bool:
        return True

    def at(self, times: Ints, since: int) -> Floats:
        return self.during(times, CELL, since)

    def during(self, times: Ints, span: int, since: int) -> Floats:
        begun = np.ceil((times - since) / self.every)
        found: Floats = (np.ceil((times + span - since) / self.every) - begun) / span
        return found


def trickle(*, every: str | Duration) -> Shape:
    """One call every so often, by the clock and not by chance: `trickle(every="10m")`.

    Only which of the hosts it reaches is drawn.
    """
    span = seconds(every)
    if span < 10:
        raise UsageError(f"trickle(every={every!r}) is more often than every ten seconds; write a rate")
    return Trickle(span)
