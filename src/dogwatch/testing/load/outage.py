"""A load that is nothing for a while."""

from __future__ import annotations

from dogwatch.errors import UsageError
from dogwatch.values import Duration

from .amount import Amount, seconds
from .shape import Constant, Shape, Shaped, shaped
from .spike import Spike


def outage(usual: Shaped, *, after: str | Duration | None = None, lasting: str | Duration) -> Shape:
    """As usual, but for a while nobody calls; processes live, and say zero. `load.stop()` is for those that die."""
    shape = shaped(usual)
    if shape.unit != "rate":
        raise UsageError(f"an outage is of a rate, and {usual!r} is a {shape.unit}; calls that fail are errors='100%'")
    nothing = Constant(Amount(0.0, shape.unit))
    return Spike(shape, nothing, 0.0 if after is None else seconds(after), seconds(lasting))
