"""What becomes of a measure for a while: so many times what it was, or so much more."""

from __future__ import annotations

import attrs

from .amount import Written
from .shape import Shape, shape_of


@attrs.frozen
class Times:
    """A factor over time."""

    factor: Shape


def times(factor: Shape | Written) -> Times:
    """So many times what it was: `load.degrade(latency=times(5))`, or `times(ramp(1, 8, over="20m"))`."""
    return Times(shape_of(factor, "number", "times"))
