"""A load of few calls."""

from __future__ import annotations

import attrs
import numpy as np

from dogwatch.errors import UsageError
from dogwatch.values import Duration

from .amount import Unit, seconds
from .shape import Floats, Ints, Shape


@attrs.frozen
class Trickle(Shape):
    """One call in the first ten seconds of every so many."""

    every: float

    @property
    def unit(self) -> Unit:
        return "rate"

    def at(self, times: Ints, since: int) -> Floats:
        return np.where((times - since) % self.every < 10, 0.1, 0.0)


def trickle(*, every: str | Duration) -> Shape:
    """One call every so often, by the clock and not by chance: `trickle(every="10m")`."""
    span = seconds(every)
    if span < 10:
        raise UsageError(f"trickle(every={every!r}) is more often than every ten seconds; write a rate")
    return Trickle(span)
