"""What was good of what there was, summed up from a beginning, so that any window is the difference of two sums."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Group: TypeAlias = tuple[str, ...]


class Tally(NamedTuple):
    """Per group what was good and how much there was, events or seconds, in cells between neighbouring `edges`.

    `good` and `total` are [group, edge]: the sums of all cells before the edge. Edges are seconds since 1970, in order.
    `is_seen` is false where no value was seen in all the time: then what was good is what is thought of silence.
    """

    keys: tuple[str, ...]
    groups: tuple[Group, ...]
    edges: Ints
    good: Floats
    total: Floats
    is_seen: bool = True

    @property
    def cells(self) -> tuple[Floats, Floats]:
        """What was good, and how much there was, [group, cell]."""
        return np.diff(self.good), np.diff(self.total)

    def only(self, row: int) -> Tally:
        """One of the groups."""
        return self._replace(groups=self.groups[row : row + 1], good=self.good[[row]], total=self.total[[row]])

    def between(self, begins: npt.ArrayLike, ends: npt.ArrayLike) -> tuple[Floats, Floats]:
        """[group, window]: what was good and how much there was from each beginning to before its end.

        A cell that a window cuts counts by the share of its time; before the first edge and after the last was nothing.
        """
        first, last = self._sums(begins), self._sums(ends)
        return last[0] - first[0], last[1] - first[1]

    def cut(self, times: Iterable[int]) -> Tally:
        """The same with edges at these times too, as far as they lie between the first edge and the last."""
        more = np.array(list(times), dtype=np.int64)
        inside = more[(more > self.edges[0]) & (more < self.edges[-1])]
        edges = np.union1d(self.edges, inside)
        return Tally(self.keys, self.groups, edges, *self._sums(edges), self.is_seen)

    def _sums(self, times: npt.ArrayLike) -> tuple[Floats, Floats]:
        at = np.clip(np.atleast_1d(np.asarray(times, dtype=np.int64)), self.edges[0], self.edges[-1])
        cell = np.clip(np.searchsorted(self.edges, at, side="right") - 1, 0, len(self.edges) - 2)
        share = (at - self.edges[cell]) / (self.edges[cell + 1] - self.edges[cell])

        def sums(values: Floats) -> Floats:
            before: Floats = values[:, cell]
            return before + share * (values[:, cell + 1] - before)

        return sums(self.good), sums(self.total)


def together(groups: Tally) -> Tally:
    """All groups as one: their events summed up."""
    good, total = (each.sum(axis=0, keepdims=True) for each in (groups.good, groups.total))
    return Tally((), ((),), groups.edges, good, total)


def all_up(groups: Tally) -> Tally:
    """All groups as one, which is up while all of them are (docs: service_level_objectives/time_slice, monitor)."""
    good, total = groups.cells
    down = (total - good).max(axis=0, keepdims=True)
    return tally((), ((),), groups.edges, total[:1] - down, total[:1])._replace(is_seen=groups.is_seen)


def tally(keys: tuple[str, ...], groups: tuple[Group, ...], edges: Ints, good: Floats, total: Floats) -> Tally:
    """A tally of what was in each cell, [group, cell]."""
    return Tally(keys, groups, edges, summed(good), summed(total))


def summed(cells: Floats) -> Floats:
    """[group, cell] to [group, edge]: the sum of what is before each edge."""
    return np.concatenate([np.zeros((len(cells), 1)), np.cumsum(cells, axis=1)], axis=1)
