"""`top`, `top_offset` and their short forms, such as `bottom10_min` (docs: functions/rank)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

import numpy as np

from dogwatch.measure.arguments import Arguments
from dogwatch.measure.frame import Frame
from dogwatch.measure.grid import Grid
from dogwatch.measure.reduction import reduced

_BY: Final = ("max", "mean", "min", "sum", "last", "l2norm", "area")
_SHORT: Final = re.compile(rf"(top|bottom)(\d+)(?:_({'|'.join(_BY)}))?")


def top(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """The first groups by what their values come to, in that order; groups without a value are out."""
    return _ranked(frame, grid, arguments, 0)


def top_offset(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """As `top`, after so many groups."""
    return _ranked(frame, grid, arguments, int(arguments.number(3)))


def call_of(name: str) -> Callable[[Frame, Grid, Arguments], Frame] | None:
    """What evaluates a short form: `top5` is the five of the greatest mean."""
    short = _SHORT.fullmatch(name)
    if short is None:
        return None
    count, by = int(short[2]), short[3] or "mean"

    def call(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
        arguments.none_after(0)
        return _first(frame, grid, by, short[1] == "bottom", slice(0, count))

    return call


def _ranked(frame: Frame, grid: Grid, arguments: Arguments, skipped: int) -> Frame:
    count = int(arguments.number(0))
    by, direction = arguments.word(1, _BY, "mean"), arguments.word(2, ("asc", "desc"), "desc")
    return _first(frame, grid, by, direction == "asc", slice(skipped, skipped + count))


def _first(frame: Frame, grid: Grid, by: str, is_ascending: bool, kept: slice) -> Frame:
    rank = reduced(frame.values, by, grid.interval)
    order = np.argsort(rank if is_ascending else -rank, kind="stable")
    return frame.picked(order[~np.isnan(rank[order])][kept])


TIMELESS = {"top": top, "top_offset": top_offset}
