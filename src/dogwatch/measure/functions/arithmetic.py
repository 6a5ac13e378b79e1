"""`abs`, `log2`, `log10`, `cumsum`, `integral` (docs: functions/arithmetic)."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from dogwatch.measure.arguments import Arguments
from dogwatch.measure.frame import Frame
from dogwatch.measure.grid import Grid
from dogwatch.measure.tier import Floats


def _pointwise(change: Callable[[Floats], Floats]) -> Callable[[Frame, Grid, Arguments], Frame]:
    def call(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
        arguments.none_after(0)
        with np.errstate(divide="ignore", invalid="ignore"):
            values = change(frame.values)
        return frame._replace(values=np.where(np.isfinite(values), values, np.nan))

    return call


def cumsum(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """The sum of all values so far; null stays null."""
    return _running(frame, frame.values)


def integral(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """The sum of each value times the seconds since the value before it; the first counts nothing."""
    has = ~np.isnan(frame.values)
    at = np.arange(frame.values.shape[1])
    before = np.full(has.shape, -1)
    before[:, 1:] = np.maximum.accumulate(np.where(has, at, -1), axis=1)[:, :-1]
    seconds = np.where(before >= 0, (at - before) * grid.interval, 0)
    return _running(frame, frame.values * seconds)


def _running(frame: Frame, values: Floats) -> Frame:
    nulls = np.isnan(values)
    return frame._replace(values=np.where(nulls, np.nan, np.cumsum(np.where(nulls, 0.0, values), axis=1)))


TIMELESS = {"abs": _pointwise(np.abs), "log2": _pointwise(np.log2), "log10": _pointwise(np.log10)}
CALLS = {"cumsum": cumsum, "integral": integral}
