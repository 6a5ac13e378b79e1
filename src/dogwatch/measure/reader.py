"""Reads the leaves of many expressions, those that are read in one way in one go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from .frame import Frame
from .grid import Grid
from .leaf import Leaf, Reading, Selection
from .lot import Lot
from .store import Store
from .tier import Floats

# A group that has not reported for so long is no group any more (docs: monitors/configuration).
REMEMBERED: Final = 86400


class Asked(NamedTuple):
    """A leaf, and the buckets in which its values are wanted, already shifted."""

    leaf: Leaf
    grid: Grid


class Found(NamedTuple):
    """What a lot came to: the values of all its groups, and which of them are whose."""

    lot: Lot
    values: Floats


class Together(NamedTuple):
    """A lot, the buckets it is read in, and which of the leaves that were asked for are in it, in its order."""

    lot: Lot
    grid: Grid
    places: list[int]


class Reader:
    """Reads a store, and keeps from one time to the next how the series of many queries lie together."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._lots: dict[tuple[int, ...], Lot] = {}

    def together(self, asked: Sequence[Asked]) -> list[Together]:
        """The leaves, those that are read in the same way in one lot."""
        alike: dict[tuple[Reading, Grid], list[int]] = {}
        selections = [leaf.selection(self.store) for leaf, _ in asked]
        for place, (selection, (_, grid)) in enumerate(zip(selections, asked, strict=True)):
            alike.setdefault((selection.reading, grid), []).append(place)
        lots: dict[tuple[int, ...], Lot] = {}
        found = [
            Together(self._lot([selections[place] for place in places], lots), grid, places)
            for (_, grid), places in alike.items()
        ]
        self._lots = lots
        return found

    def read(self, asked: Sequence[Asked]) -> list[tuple[Found, int]]:
        """For each leaf, the lot it was read in, and its place there."""
        found: list[tuple[Found, int] | None] = [None] * len(asked)
        for lot, grid, places in self.together(asked):
            read = Found(lot, lot.values(self.store, grid))
            for at, place in enumerate(places):
                found[place] = read, at
        return found  # type: ignore[return-value]  # each place is in one of the lots

    def frames(self, asked: Sequence[Asked]) -> list[Frame]:
        """The values of each leaf."""
        return [
            self.frame(leaf, grid, found, at) for (leaf, grid), (found, at) in zip(asked, self.read(asked), strict=True)
        ]

    def frame(self, leaf: Leaf, grid: Grid, found: Found, at: int) -> Frame:
        """The values of a leaf out of what its lot came to."""
        lot, values = found
        selection, groups = lot.selections[at], lot.groups[at]
        known = lot.last(self.store)[groups][:, None] >= grid.begin - REMEMBERED if leaf.asks_known else None
        return Frame(selection.keys, selection.groups, values[groups], selection.zeros, known)

    def _lot(self, selections: list[Selection], lots: dict[tuple[int, ...], Lot]) -> Lot:
        """The lot of the selections, of the last time where it was there; now it is among the `lots`."""
        # A lot holds its selections, so that no other object can have the id of one.
        key = tuple(map(id, selections))
        lot = lots[key] = self._lots.get(key) or Lot(selections)
        return lot
