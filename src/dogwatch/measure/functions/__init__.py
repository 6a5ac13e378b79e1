"""Datadog's functions over the values of groups, a file per page of its documentation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from dogwatch.measure.arguments import Arguments
from dogwatch.measure.frame import Frame
from dogwatch.measure.grid import Grid

from . import arithmetic, count, exclusion, interpolation, rank, rate, regression, remap, rollup, smoothing

Call: TypeAlias = Callable[[Frame, Grid, Arguments], Frame]

# These look at the groups of a moment, so that they can be applied to one value per group and window as well.
_TIMELESS: Final[dict[str, Call]] = {
    **arithmetic.TIMELESS,
    **count.TIMELESS,
    **exclusion.TIMELESS,
    **interpolation.TIMELESS,
    **rank.TIMELESS,
    **remap.TIMELESS,
}
_POINTWISE: Final = frozenset(
    {*arithmetic.TIMELESS, *exclusion.TIMELESS, *count.TIMELESS, *interpolation.TIMELESS, *remap.TIMELESS}
)
_OVER_TIME: Final[dict[str, Call]] = {
    **arithmetic.CALLS,
    **interpolation.CALLS,
    **rate.CALLS,
    **regression.CALLS,
    **rollup.CALLS,
}


def call_of(name: str) -> Call | None:
    """What evaluates the function; None for one that is not evaluated here."""
    return _TIMELESS.get(name) or _OVER_TIME.get(name) or rank.call_of(name) or smoothing.call_of(name)


def is_timeless(name: str) -> bool:
    """Whether the function looks at each moment alone."""
    return name in _TIMELESS or rank.call_of(name) is not None


def is_across_groups(name: str) -> bool:
    """Whether what it comes to for one group depends on which others there are."""
    return name in count.TIMELESS or name in rank.TIMELESS or name == "dt" or rank.call_of(name) is not None


def is_pointwise(name: str) -> bool:
    """Whether the function looks at each moment alone, so that windows may share what it comes to."""
    return name in _POINTWISE
