"""Values of a series by the second since the first of them, to be written when a test wants them."""

from __future__ import annotations

from typing import NamedTuple

from dogwatch.testing.load.points import Series
from dogwatch.testing.load.shape import Floats, Ints


class Recorded(NamedTuple):
    """A series, and when it has which value: seconds from the beginning."""

    series: Series
    offsets: Ints
    values: Floats

    @property
    def lasts(self) -> int:
        """The seconds until its last value is over, which is that of ten seconds at least."""
        return int(self.offsets[-1]) + 10 if len(self.offsets) else 0
