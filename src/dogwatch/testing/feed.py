"""Brings values to the store as they arrive."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final, Protocol

import numpy as np

from dogwatch.measure import Store

from .load.points import Columns, Series, joined
from .load.shape import Ints

# Shorter than the time for which the store keeps its finest cells.
_STRETCH: Final = 3 * 3600
_NONE: Final = np.zeros(0, dtype=np.int64)


class Load(Protocol):
    """Something that is written over time; `series` are those of its columns, which only ever grow."""

    @property
    def series(self) -> Sequence[Series]: ...

    @property
    def is_late(self) -> bool:
        """Whether what it writes arrives later than when its ten seconds are over."""

    def between(self, begin: int, end: int, metrics: Collection[str]) -> Columns:
        """What is written from a second to before another, of these metrics at least."""


class Feed:
    """What loads have written and the store has not got yet. A series is made when its first value arrives."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[Columns] = []
        # All series, where each load's are among them, and their numbers in the store: -1 before the first value.
        self._series: list[Series] = []
        self._places: dict[Load, Ints] = {}
        self._numbers = np.zeros(0, dtype=np.int64)
        self._dropped = store.dropped

    def take(self, load: Load, written: Columns) -> None:
        """Takes what a load has written."""
        if len(written.times):
            self._waiting.append(written._replace(places=self._known(load)[written.places]))

    @property
    def is_behind(self) -> bool:
        """Whether something has been written and has not arrived."""
        return bool(self._waiting)

    def deliver(self, until: int) -> None:
        """Brings everything to the store that has arrived by a time."""
        every = joined(self._waiting)
        upto = int(np.searchsorted(every.arrivals, until, side="right"))
        self._waiting = [every.picked(slice(upto, None))] if upto < len(every.times) else []
        arrived = every.picked(slice(0, upto))
        self._number(arrived.places)
        is_sampled = np.array([series.kind == "distribution" for series in self._series], dtype=bool)
        numbered = arrived._replace(places=self._numbers[arrived.places])
        if not is_sampled.any():
            self._add(numbered, numbered.picked(slice(0, 0)))
            return
        is_sample = is_sampled[arrived.places]
        self._add(numbered.picked(~is_sample), numbered.picked(is_sample))

    def _known(self, load: Load) -> Ints:
        """Where the series of a load are among all."""
        known = self._places.get(load, _NONE)
        if len(known) < len(load.series):
            first = len(self._series)
            self._series += load.series[len(known) :]
            known = self._places[load] = np.concatenate([known, np.arange(first, len(self._series))])
        return known

    def _number(self, needed: Ints) -> None:
        """Sees to it that these series have a number in the store."""
        if self._store.dropped != self._dropped:
            self._numbers[:] = -1
            self._dropped = self._store.dropped
        new = len(self._series) - len(self._numbers)
        self._numbers = np.concatenate([self._numbers, np.full(new, -1, dtype=np.int64)])
        is_needed = np.zeros(len(self._series), dtype=bool)
        is_needed[needed] = True
        for place in np.flatnonzero(is_needed & (self._numbers < 0)).tolist():
            metric, kind, tags = self._series[place]
            self._numbers[place] = self._store.series(metric, tags, kind)

    def _add(self, plain: Columns, sampled: Columns) -> None:
        """In stretches, since the store takes nothing that is much older than what it has got."""
        for begin in sorted({*_stretches(plain.arrivals), *_stretches(sampled.arrivals)}):
            for every, is_sampled in ((plain, False), (sampled, True)):
                first, end = np.searchsorted(every.arrivals, [begin * _STRETCH, (begin + 1) * _STRETCH])
                chosen = every.picked(slice(int(first), int(end)))
                if is_sampled:
                    self._store.add_samples(chosen.places, chosen.times, chosen.values, chosen.weights)
                else:
                    self._store.add(chosen.places, chosen.times, chosen.values)


def _stretches(arrivals: Ints) -> list[int]:
    """The stretches in which something arrives, of times in order."""
    numbers = arrivals // _STRETCH
    stretches: list[int] = numbers[np.flatnonzero(np.diff(numbers, prepend=-1))].tolist()
    return stretches
