"""A load that grows slowly until it is given back at once, as memory that leaks until the process is started anew."""

from __future__ import annotations

import attrs
import numpy as np

from dogwatch.errors import UsageError
from dogwatch.values import Duration

from .amount import Amount, Unit, Written, amount, seconds
from .shape import Floats, Ints, Shape


@attrs.frozen
class Leak(Shape):
    """From `start` on by `by` in every so many seconds, and from `restart` on at `start` again."""

    start: Amount
    by: float
    every: float
    restart: float

    @property
    def unit(self) -> Unit:
        return self.start.unit

    def at(self, times: Ints, since: int) -> Floats:
        grown = np.maximum(times - since, 0) / self.every * self.by
        found: Floats = self.start.number + np.mod(grown, self.restart - self.start.number)
        return found


def leak(start: Written, *, by: Written, every: str | Duration, restart: Written | None = None) -> Shape:
    """Slowly more: `leak("300MiB", by="10MiB", every="10m", restart="1GiB")`; without `restart` for ever."""
    first, more = amount(start), amount(by)
    last = Amount(float("inf"), first.unit) if restart is None else amount(restart)
    if len({first.unit, more.unit, last.unit}) > 1:
        raise UsageError(f"leak from a {first.unit} by a {more.unit} to a {last.unit}; write all in one unit")
    if last.number <= first.number:
        raise UsageError(f"leak(restart={restart!r}) is not above its start {start!r}")
    return Leak(first, more.number, seconds(every), last.number)
