"""What becomes of a measure for a while: so many times what it was, or so much more."""

from __future__ import annotations

from typing import TypeAlias

import attrs

from .amount import Written
from .shape import Shape, Shaped, shaped


@attrs.frozen
class Times:
    """A factor over time."""

    factor: Shape


Changed: TypeAlias = Times | Shaped


def times(factor: Shape | Written) -> Times:
    """So many times what it was: `load.degrade(latency=times(5))`, or `times(ramp(1, 8, over="20m"))`."""
    return Times(shaped(factor))
