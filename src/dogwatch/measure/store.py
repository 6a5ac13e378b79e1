"""The values of all series: ten seconds fine at first, then by the minute, then by the hour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from .lately import Lately
from .metric import Kind, Metric
from .sketch import Bins, keys_of
from .tier import PAGE, PAGE_BYTES, Floats, Ints, Tier

Mask: TypeAlias = npt.NDArray[np.bool_]

# What Datadog's Agent sends: one point of a series every ten seconds.
FINE, MINUTE, HOUR = 10, 60, 3600
# Sums and products of values up to here are finite numbers, which infinity is not: JSON has no word for it.
_GREATEST = 1e100
_NEVER: Final = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Retention:
    """For how many seconds values are kept in cells of ten seconds, of a minute and of an hour; at least so long.

    A cell holds how many values there were, their sum, the least and the greatest, in 32 bytes. A series takes its
    memory in pages of 60 cells: 6 kB when it is new, 19 kB after an hour, and with the retention below never more than
    493 kB (`bytes_per_series`); pages that were given back are used again, new ones are made as many as there are.

    The bins of a distribution come on top, 12 bytes each, as many in a cell as there were values that differ by more
    than 1.6 %: values that lie within a factor of five have a hundred. They would take most of the memory by the
    minute, where they are kept for `minute_bins` seconds only; percentiles of what is older are those of whole hours.
    A series has at most 6,599 cells with bins (`cells_of_bins`), which with a hundred bins each take 7.9 MB.
    """

    fine: int = 4 * 3600
    minutes: int = 8 * 86400
    hours: int = 92 * 86400
    minute_bins: int = 2 * 86400

    @property
    def bytes_per_series(self) -> int:
        """The most that the cells of a series take."""
        tiers = (Tier(FINE, self.fine), Tier(MINUTE, self.minutes), Tier(HOUR, self.hours))
        return sum(tier.slots * (PAGE_BYTES + 4) for tier in tiers)

    @property
    def cells_of_bins(self) -> int:
        """In how many cells a series has bins at most: they are given up when a page of ten-second cells begins."""
        kept = ((FINE, self.fine), (MINUTE, self.minute_bins), (HOUR, self.hours))
        return sum(-(-(seconds + FINE * PAGE) // cell) for cell, seconds in kept)


class Store:
    """Series of values over time, each a metric and a set of tags, to be queried.

    Time is that of the values: the newest one says what is too old to be kept. Tags are those that Datadog would store
    (`names.normalized_tag`), the host's among them. A series that nothing is kept of any more is dropped, and its
    number may be given to another: `dropped` counts how often that has happened, and numbers are good as long as it
    stays the same. Only one thread at a time may add or read.
    """

    def __init__(self, retention: Retention = Retention()) -> None:
        self.metrics: dict[str, Metric] = {}
        self.dropped = 0
        self.tiers = (Tier(FINE, retention.fine), Tier(MINUTE, retention.minutes), Tier(HOUR, retention.hours))
        self.bins = (Bins(FINE), Bins(MINUTE), Bins(HOUR))
        self._bins_kept = (retention.fine, min(retention.minute_bins, retention.minutes), retention.hours)
        self.lately = Lately()
        self._numbers: dict[tuple[str, frozenset[str]], int] = {}
        self._free: list[int] = []
        self._first = np.full(16, _NEVER)
        self._last = np.zeros(16, dtype=np.int64)

    def __len__(self) -> int:
        """How many series there are."""
        return len(self._numbers)

    def __contains__(self, series: tuple[str, frozenset[str]]) -> bool:
        """Whether there is a series of that metric with exactly these tags."""
        return series in self._numbers

    def series(self, metric: str, tags: Iterable[str] = (), kind: Kind = "gauge", interval: int = FINE) -> int:
        """The number of a series, which is made if it is new.

        The first series of a metric says its type, and the seconds between two points of a series; `Metric.scale`
        brings values of others to them. Raises ValueError where one of the two is a distribution and the other is not.
        """
        key = metric, frozenset(tags)
        number = self._numbers.get(key)
        found = self.metrics.get(metric)
        if found is not None and (found.kind == "distribution") != (kind == "distribution"):
            raise ValueError(f"{metric} is a {found.kind}; a {kind} needs another name")
        if number is None:
            if found is None:
                found = self.metrics[metric] = Metric(metric, kind, interval)
            number = self._numbers[key] = self._new_row()
            found.put(number, key[1])
        return number

    def add(
        self, series: npt.ArrayLike, times: npt.ArrayLike, values: npt.ArrayLike, weights: npt.ArrayLike | None = None
    ) -> Mask:
        """Adds values to series that are no distributions, one of each per value, times in seconds since 1970.

        They are of the type and the interval of their metric, or brought to it by its `scale`, which has `weights`.

        Returns which were taken. Left out are those that are no number up to 1e100, and those older than the ten-second
        cells that are still kept. Values of one series in the same ten seconds are kept together.
        """
        return self._add(series, times, values, weights, sketched=False)

    def add_samples(
        self, series: npt.ArrayLike, times: npt.ArrayLike, values: npt.ArrayLike, weights: npt.ArrayLike | None = None
    ) -> Mask:
        """Adds values to distributions, as `add` does; each stands for `weights` values, one over its sample rate."""
        return self._add(series, times, values, weights, sketched=True)

    def last(self, rows: Ints) -> Ints:
        """When each series had its last value, in seconds since 1970."""
        return self._last[rows]

    def first(self, rows: Ints) -> Ints:
        """When each series had its first value, in seconds since 1970; far ahead for one without."""
        return self._first[rows]

    def tag_values(self, key: str) -> list[str]:
        """The values that the tags of any series have for a key, sorted."""
        return sorted({value for metric in self.metrics.values() for value in metric.tag_values(key)})

    def settle(self, *, hours: bool) -> None:
        """Brings the minutes, and the hours where they are asked for, up to what was added."""
        for step in range(2 if hours else 1):
            for page in list(self.tiers[step].written):
                self.tiers[step].fold_into(self.tiers[step + 1], page)
            if self.bins[step].written:
                self.bins[step].fold_into(self.bins[step + 1])

    def _add(
        self,
        series: npt.ArrayLike,
        times: npt.ArrayLike,
        values: npt.ArrayLike,
        weights: npt.ArrayLike | None,
        *,
        sketched: bool,
    ) -> Mask:
        numbers = np.atleast_1d(np.asarray(values, dtype=np.float64))
        rows = np.broadcast_to(np.asarray(series, dtype=np.int64), numbers.shape)
        seconds = np.broadcast_to(np.asarray(times, dtype=np.int64), numbers.shape)
        weighed = None if weights is None else np.broadcast_to(np.asarray(weights, dtype=np.float64), numbers.shape)
        fits: Mask = np.abs(numbers) <= _GREATEST
        if not fits.all():
            numbers, rows, seconds = numbers[fits], rows[fits], seconds[fits]
            weighed = None if weighed is None else weighed[fits]
        if not len(numbers):
            return fits
        self.lately.clear()
        kept = np.ones(len(numbers), dtype=bool)
        for page, chosen in _by(seconds // (FINE * PAGE)):
            self._advance(page, rows)
            if self.tiers[0].is_kept(page):
                part = weighed if weighed is None else weighed[chosen]
                self._put(rows[chosen], page, seconds[chosen], numbers[chosen], part, sketched=sketched)
            else:
                kept[chosen] = False
        fits[fits] = kept
        return fits

    def _put(
        self, rows: Ints, page: int, seconds: Ints, values: Floats, weights: Floats | None, *, sketched: bool
    ) -> None:
        cells = seconds // FINE
        self.tiers[0].add(rows, page, cells - page * PAGE, weights, values)
        np.minimum.at(self._first, rows, seconds)
        np.maximum.at(self._last, rows, seconds)
        if sketched:
            keys = keys_of(values)
            for cell, chosen in _by(cells):
                self.bins[0].add(cell, rows[chosen], keys[chosen], None if weights is None else weights[chosen])

    def _advance(self, page: int, adding: Ints) -> None:
        """Makes room for a page of ten-second cells; what has been written so far is folded, and the oldest forgotten.

        The series that are being added to are not dropped, though nothing may be kept of them right now.
        """
        fine, minutes, hours = self.tiers
        if page <= fine.newest:
            return
        pages = (page, page * FINE // MINUTE, page * FINE // HOUR)
        self.settle(hours=pages[1] > minutes.newest)
        is_new_hour = pages[2] > hours.newest
        for tier, bins, number, kept in zip(self.tiers, self.bins, pages, self._bins_kept, strict=True):
            tier.advance(number)
            bins.forget(max(tier.since, (page * FINE * PAGE - kept) // bins.seconds * bins.seconds))
        if is_new_hour:
            self._drop_empty(adding)

    def _drop_empty(self, adding: Ints) -> None:
        """Drops the series that had values of which nothing is kept."""
        rows = len(self._numbers) + len(self._free)
        empty = np.logical_and.reduce([tier.is_empty(rows) for tier in self.tiers]) & (self._last[:rows] > 0)
        empty[self._free] = False
        empty[adding] = False
        gone = frozenset(np.flatnonzero(empty).tolist())
        if not gone:
            return
        self.dropped += 1
        for name, metric in self.metrics.items():
            for tags in metric.drop(gone):
                self._free.append(self._numbers.pop((name, tags)))

    def _new_row(self) -> int:
        if self._free:
            row = self._free.pop()
            self._first[row], self._last[row] = _NEVER, 0
            return row
        row = len(self._numbers)
        if row == len(self._last):
            self._first = np.concatenate([self._first, np.full(row, _NEVER)])
            self._last = np.concatenate([self._last, np.zeros(row, dtype=np.int64)])
            for tier in self.tiers:
                tier.make_room(2 * row)
        return row


def _by(numbers: Ints) -> Iterator[tuple[int, Ints | slice]]:
    """Each number once, in order, with where it stands."""
    first, last = int(numbers.min()), int(numbers.max())
    if first == last:
        yield first, slice(None)
        return
    # Values mostly come in the order of time: then the numbers are runs, and nothing has to be copied.
    order = None if (numbers[1:] >= numbers[:-1]).all() else np.argsort(numbers, kind="stable")
    ordered = numbers if order is None else numbers[order]
    starts = [0, *(np.flatnonzero(ordered[1:] != ordered[:-1]) + 1).tolist()]
    for start, end in zip(starts, [*starts[1:], len(ordered)], strict=True):
        yield int(ordered[start]), slice(start, end) if order is None else order[start:end]
