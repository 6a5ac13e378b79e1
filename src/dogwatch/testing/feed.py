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


class Load(Protocol):
    """Something that is written over time; `series` are those of its columns, which only ever grow."""

    @property
    def series(self) -> Sequence[Series]: ...

    def between(self, begin: int, end: int, metrics: Collection[str]) -> Columns:
        """What is written from a second to before another, of these metrics at least."""


class Feed:
    """What loads have written and the store has not got yet. A series is made when its first value arrives."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: dict[Load, list[Columns]] = {}
        self._numbers: dict[Load, Ints] = {}
        self._dropped = store.dropped

    def take(self, load: Load, written: Columns) -> None:
        """Takes what a load has written."""
        if len(written.times):
            self._waiting.setdefault(load, []).append(written)

    @property
    def is_on_time(self) -> bool:
        """Whether all that waits arrives when its ten seconds are over."""
        return all(
            bool((each.arrivals <= each.times - each.times % 10 + 10).all())
            for parts in self._waiting.values()
            for each in parts
        )

    def deliver(self, until: int) -> None:
        """Brings everything to the store that has arrived by a time."""
        plain: list[Columns] = []
        sampled: list[Columns] = []
        for load, parts in list(self._waiting.items()):
            every = joined(parts)
            upto = int(np.searchsorted(every.arrivals, until, side="right"))
            self._waiting[load] = [every.picked(slice(upto, None))] if upto < len(every.times) else []
            arrived = every.picked(slice(0, upto))
            if upto:
                is_sample = np.array([each.kind == "distribution" for each in load.series])[arrived.places]
                numbered = arrived._replace(places=self._numbered(load, arrived.places)[arrived.places])
                plain.append(numbered.picked(~is_sample))
                sampled.append(numbered.picked(is_sample))
        self._add(joined(plain), joined(sampled))

    def _add(self, plain: Columns, sampled: Columns) -> None:
        """In stretches, since the store takes nothing that is much older than what it has got."""
        begins = np.unique(np.concatenate([plain.arrivals, sampled.arrivals]) // _STRETCH)
        for begin in begins.tolist():
            for every, is_sampled in ((plain, False), (sampled, True)):
                first, end = np.searchsorted(every.arrivals, [begin * _STRETCH, (begin + 1) * _STRETCH])
                chosen = every.picked(slice(int(first), int(end)))
                if is_sampled:
                    self._store.add_samples(chosen.places, chosen.times, chosen.values, chosen.weights)
                else:
                    self._store.add(chosen.places, chosen.times, chosen.values)

    def _numbered(self, load: Load, needed: Ints) -> Ints:
        """The numbers that the series of a load have in the store, -1 for those that had no value yet."""
        if self._store.dropped != self._dropped:
            self._numbers.clear()
            self._dropped = self._store.dropped
        numbers = np.full(len(load.series), -1, dtype=np.int64)
        known = self._numbers.get(load, numbers[:0])
        numbers[: len(known)] = known
        for place in np.unique(needed).tolist():
            if numbers[place] < 0:
                metric, kind, tags = load.series[place]
                numbers[place] = self._store.series(metric, tags, kind)
        self._numbers[load] = numbers
        return numbers
