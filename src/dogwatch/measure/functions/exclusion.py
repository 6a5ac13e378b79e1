"""`exclude_null`, `clamp_min`, `clamp_max`, `cutoff_min`, `cutoff_max` (docs: functions/exclusion)."""

from __future__ import annotations

import numpy as np

from dogwatch.measure.arguments import Arguments
from dogwatch.measure.frame import Frame
from dogwatch.measure.grid import Grid
from dogwatch.measure.metric import NOT_APPLICABLE


def exclude_null(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """Without the groups that lack one of the tags."""
    whole = [place for place, group in enumerate(frame.groups) if NOT_APPLICABLE not in group]
    return frame.picked(np.array(whole, dtype=np.int64))


def clamp_min(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """What is under the number becomes the number."""
    return frame._replace(values=np.maximum(frame.values, arguments.number(0)))


def clamp_max(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """What is over the number becomes the number."""
    return frame._replace(values=np.minimum(frame.values, arguments.number(0)))


def cutoff_min(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """What is under the number becomes null."""
    return frame._replace(values=np.where(frame.values < arguments.number(0), np.nan, frame.values))


def cutoff_max(frame: Frame, grid: Grid, arguments: Arguments) -> Frame:
    """What is over the number becomes null."""
    return frame._replace(values=np.where(frame.values > arguments.number(0), np.nan, frame.values))


TIMELESS = {
    "clamp_min": clamp_min,
    "clamp_max": clamp_max,
    "cutoff_min": cutoff_min,
    "cutoff_max": cutoff_max,
    "exclude_null": exclude_null,
}
