"""`count_nonzero`, `count_not_null` (docs: functions/count)."""

from __future__ import annotations

import numpy as np

from dogwatch.measure.arguments import Arguments
from dogwatch.measure.frame import Frame
from dogwatch.measure.grid import Grid
from dogwatch.measure.tier import Mask


def count_nonzero(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """At each time, how many groups have a value that is not zero."""
    return _counted(frame, ~np.isnan(frame.values) & (frame.values != 0))


def count_not_null(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """At each time, how many groups have a value."""
    return _counted(frame, ~np.isnan(frame.values))


def _counted(frame: Frame, counts: Mask) -> Frame:
    if not len(frame.groups):
        return Frame((), (), np.zeros((0, frame.values.shape[1])))
    return Frame((), ((),), counts.sum(axis=0, dtype=np.float64)[None, :])


TIMELESS = {
    "count_nonzero": count_nonzero,
    "count_nonzero_finite": count_nonzero,
    "count_not_null": count_not_null,
}
