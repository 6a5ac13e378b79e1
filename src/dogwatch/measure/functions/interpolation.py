"""`default_zero`, and `fill` over an expression (docs: functions/interpolation)."""

from __future__ import annotations

import numpy as np

from dogwatch.measure.arguments import Arguments
from dogwatch.measure.frame import Frame
from dogwatch.measure.grid import Grid
from dogwatch.measure.interpolation import filled
from dogwatch.measure.leaf import read_fill


def default_zero(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """Nulls become 0, for groups that reported not long ago; without any series there is one that is 0."""
    if not frame.keys and not frame.groups:
        return Frame((), ((),), np.zeros((1, frame.values.shape[1])), zeros=True)
    missing = np.isnan(frame.values)
    if frame.known is not None:
        missing &= frame.known
    return frame._replace(values=np.where(missing, 0.0, frame.values), zeros=True)


def fill(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """The gaps of each group filled."""
    return frame._replace(values=filled(frame.values, grid.interval, read_fill(arguments.values)))


TIMELESS = {"default_zero": default_zero}
CALLS = {"fill": fill}
