"""`per_second`, `diff` and their relatives over expressions, `dt`, `throughput` (docs: functions/rate)."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import numpy as np

from dogwatch.measure.arguments import Arguments
from dogwatch.measure.change import changed
from dogwatch.measure.frame import Frame
from dogwatch.measure.grid import Grid
from dogwatch.measure.leaf import Change


def dt(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """At each time with a value of any group, the seconds since the last such time; one series."""
    if not len(frame.groups):
        return Frame((), (), np.zeros((0, frame.values.shape[1])))
    some = ~np.isnan(frame.values).all(axis=0)
    times = np.flatnonzero(some)
    found = np.full((1, frame.values.shape[1]), np.nan)
    found[0, times[1:]] = np.diff(times) * grid.interval
    return Frame((), ((),), found)


def throughput(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """Each value over the seconds of its bucket."""
    return frame._replace(values=frame.values / grid.interval)


def _change(change: Change) -> Callable[[Frame, Grid, Arguments], Frame]:
    def call(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
        return frame._replace(values=changed(frame.values, change, grid.interval))

    return call


CALLS = {"dt": dt, "throughput": throughput, **{change: _change(change) for change in get_args(Change)}}
