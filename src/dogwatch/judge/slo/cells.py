"""The values of an expression over months: in cells of ten seconds of late, of a minute or an hour before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from dogwatch.measure import Plan, Result, Store

from .tally import Floats, Group, Ints

# How long before the end cells are read that are so fine; no short window of an alert needs more.
_FINE: Final = 4 * 3600
_MINUTES: Final = 8 * 86400
# What a graph has at most, and so a plan gives at once.
_AT_ONCE: Final = 1500


class Cells(NamedTuple):
    """[group, cell] values between neighbouring edges, NaN where there is none."""

    keys: tuple[str, ...]
    groups: tuple[Group, ...]
    edges: Ints
    values: Floats


def read(plan: Plan, begin: int, end: int) -> Cells:
    """The values from a little before `begin` to before `end`, in seconds since 1970."""
    return joined((plan.series(*piece) for piece in _pieces(plan.store, begin, end)), end)


def read_whole(plan: Plan, begin: int, end: int) -> Cells:
    """The same for a window that is asked for as a whole: by the hour, and as fine as is kept at its ends only.

    What does not add up is read as fine as ever.
    """
    hour = plan.store.tiers[2].seconds
    first, last = _up(begin, hour), end - end % hour
    if first >= last or not plan.adds_up:
        return read(plan, begin, end)
    store = plan.store
    ends = (_pieces(store, begin, first), _chunks(first, last, hour), _pieces(store, last, end))
    return joined((plan.series(*piece) for pieces in ends for piece in pieces), end)


def read_each(plan: Plan, begin: int, end: int, seconds: int) -> Cells:
    """The values in cells of so many seconds; both ends must be whole ones."""
    return joined((plan.series(*piece) for piece in _chunks(begin, end, seconds)), end)


def joined(pieces: Iterable[Result], end: int) -> Cells:
    """Pieces that follow one another as one, with the groups of all of them."""
    results = list(pieces)
    groups = tuple(dict.fromkeys(group for result in results for group in result.groups))
    edges = np.concatenate([*(result.times for result in results), [end]])
    return Cells(results[0].keys, groups, edges, np.concatenate([taken(result, groups) for result in results], axis=1))


def taken(found: Result | Cells, groups: Sequence[Group]) -> Floats:
    """The values of these groups, NaN for those that are not there."""
    values = np.full((len(groups), found.values.shape[1]), np.nan)
    places = {group: place for place, group in enumerate(groups)}
    values[[places[group] for group in found.groups]] = found.values
    return values


def _pieces(store: Store, begin: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Begin, end and seconds of a cell, as fine as is kept."""
    fine, minutes, hours = store.tiers
    finer = [
        min(max(begin, tier.since, _up(end - late, hours.seconds)), end)
        for tier, late in ((minutes, _MINUTES), (fine, _FINE))
    ]
    bounds = [begin, *finer, end]
    for tier, first, last in zip((hours, minutes, fine), bounds, bounds[1:], strict=False):
        if first < last:
            yield from _chunks(first - first % tier.seconds, last, tier.seconds)


def _chunks(begin: int, end: int, seconds: int) -> Iterator[tuple[int, int, int]]:
    for first in range(begin, end, _AT_ONCE * seconds):
        yield first, min(first + _AT_ONCE * seconds, end), seconds


def _up(second: int, step: int) -> int:
    return -(-second // step) * step
