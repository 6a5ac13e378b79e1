"""What stands in a bucket in which a series has no value: the modifier `.fill`, and its default."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple, TypeAlias

import numpy as np

from .tier import Floats

Mode: TypeAlias = Literal["linear", "last", "zero", "null"]

# docs: metrics/guide/interpolation-the-fill-modifier-explained
LIMIT: Final = 300


class Fill(NamedTuple):
    """How gaps are filled, and up to how many seconds after a value; `goes_on` also where no other value follows."""

    mode: Mode
    limit: int = LIMIT
    goes_on: bool = False

    def buckets(self, interval: int) -> int:
        """How many buckets after a value may be filled."""
        return 0 if self.mode == "null" else self.limit // interval


LINEAR: Final = Fill("linear")


def filled(values: Floats, interval: int, fill: Fill) -> Floats:
    """[row, bucket] with its gaps filled.

    A line is drawn through a gap whose ends are at most the limit apart. The other modes fill up to the limit after
    each value, as a line does that goes on. Nothing stands before the first value.
    """
    reach = fill.buckets(interval)
    if not reach:
        return values
    has = ~np.isnan(values)
    at = np.arange(values.shape[1])
    before = np.maximum.accumulate(np.where(has, at, -1), axis=1)
    near = ~has & (before >= 0) & (at - before <= reach)
    if fill.mode == "zero":
        return np.where(near, 0.0, values)
    last = np.take_along_axis(values, np.maximum(before, 0), axis=1)
    if fill.mode == "last":
        return np.where(near, last, values)
    end = values.shape[1]
    after = np.minimum.accumulate(np.where(has, at, end)[:, ::-1], axis=1)[:, ::-1]
    following = np.take_along_axis(values, np.minimum(after, end - 1), axis=1)
    gap = after - before
    share = (at - before) / np.maximum(gap, 1)
    # In this form two equal ends have nothing but that value between them.
    drawn = np.where(after == end, last, last + (following - last) * share)
    fits = np.where(after == end, fill.goes_on, gap <= reach)
    return np.where(near & fits, drawn, values)
