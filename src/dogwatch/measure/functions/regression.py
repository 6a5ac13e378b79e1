"""`trend_line` (docs: functions/regression)."""

from __future__ import annotations

import numpy as np

from dogwatch.measure.arguments import Arguments
from dogwatch.measure.frame import Frame
from dogwatch.measure.grid import Grid


def trend_line(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """The line of least squares through the values of each group, at every time; two values make a line."""
    values = frame.values
    has = ~np.isnan(values)
    count = has.sum(axis=1, keepdims=True)
    at = np.arange(values.shape[1])
    with np.errstate(divide="ignore", invalid="ignore"):
        time = np.where(has, at, 0.0)
        centre = time.sum(axis=1, keepdims=True) / count
        mean = np.where(has, values, 0.0).sum(axis=1, keepdims=True) / count
        off = np.where(has, at - centre, 0.0)
        slope = (off * np.where(has, values - mean, 0.0)).sum(axis=1, keepdims=True) / (off**2).sum(
            axis=1, keepdims=True
        )
        line = mean + slope * (at - centre)
    return frame._replace(values=np.where(count > 1, line, np.nan))


CALLS = {"trend_line": trend_line}
