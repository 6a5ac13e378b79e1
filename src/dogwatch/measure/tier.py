"""Cells of one length for all series: how many values, their sum, the least and the greatest, in pages of memory.

A page holds 60 cells of one series. It is taken when the series has its first value there and given back when it leaves
what is kept, so that a series costs what it wrote, and never more than `slots` pages.
"""

from __future__ import annotations

from typing import Final, Literal, Protocol, TypeAlias

import numpy as np
import numpy.typing as npt

Floats: TypeAlias = npt.NDArray[np.float64]
Ints: TypeAlias = npt.NDArray[np.int64]
Mask: TypeAlias = npt.NDArray[np.bool_]
Column: TypeAlias = Literal["count", "total", "least", "greatest"]

PAGE: Final = 60
# The page of all that was never written.
_NOTHING: Final = 0
# What is in a cell without values.
EMPTY: Final[dict[Column, float]] = {"count": 0.0, "total": 0.0, "least": np.inf, "greatest": -np.inf}
# How two cells, or the cells of two series, become one.
JOINED: Final[dict[Column, np.ufunc]] = {
    "count": np.add,
    "total": np.add,
    "least": np.minimum,
    "greatest": np.maximum,
}
PAGE_BYTES: Final = PAGE * 8 * len(EMPTY)


class Kept(Protocol):
    """Cells of `seconds` of which those that begin before the second `since` are not kept any more."""

    @property
    def seconds(self) -> int: ...

    @property
    def since(self) -> int: ...


class Tier:
    """What is kept of every series in cells of `seconds`, for at least the last `kept` seconds."""

    def __init__(self, seconds: int, kept: int) -> None:
        self.seconds = seconds
        self.slots = -(-kept // (PAGE * seconds)) + 1
        self.newest = -1
        # Per page that was written since it was last folded: its first and its last cell of those.
        self.written: dict[int, tuple[int, int]] = {}
        self._table = np.zeros((16, self.slots), dtype=np.int32)
        self._columns: dict[Column, Floats] = {name: np.full((1, PAGE), value) for name, value in EMPTY.items()}
        self._free: list[int] = []

    @property
    def oldest(self) -> int:
        """The page before which nothing is kept."""
        return max(0, self.newest - self.slots + 1)

    @property
    def since(self) -> int:
        """The second before which nothing is kept."""
        return self.oldest * PAGE * self.seconds

    @property
    def pages(self) -> int:
        """How many pages are in use."""
        return len(self._columns["count"]) - 1 - len(self._free)

    def make_room(self, rows: int) -> None:
        """Room for so many series."""
        if rows > len(self._table):
            more = max(rows - len(self._table), len(self._table))
            self._table = np.concatenate([self._table, np.zeros((more, self.slots), dtype=np.int32)])

    def advance(self, page: int) -> None:
        """Forgets what is too old once values of that page come in."""
        for number in range(max(self.newest + 1, page - self.slots + 1), page + 1):
            taken = self._table[:, number % self.slots]
            self._free += taken[taken != _NOTHING].tolist()
            taken[:] = _NOTHING
        self.newest = max(self.newest, page)

    def is_kept(self, page: int) -> bool:
        return self.oldest <= page <= self.newest

    def add(self, rows: Ints, page: int, cells: Ints, weights: Floats | None, values: Floats) -> None:
        """Adds values to cells (0 to 59) of a page that is kept; a value stands for `weights` values, else for one."""
        at = self.open(rows, page) * PAGE + cells
        count, total = self._flat("count"), self._flat("total")
        np.add.at(count, at, 1.0 if weights is None else weights)
        np.add.at(total, at, values if weights is None else values * weights)
        np.minimum.at(self._flat("least"), at, values)
        np.maximum.at(self._flat("greatest"), at, values)
        self.touch(page, int(cells.min()), int(cells.max()))

    def touch(self, page: int, first: int, last: int) -> None:
        """Notes that cells were written, to be folded."""
        before = self.written.get(page, (first, last))
        self.written[page] = min(first, before[0]), max(last, before[1])

    def open(self, rows: Ints, page: int) -> Ints:
        """Where the pages of the series are, new ones for those that have none."""
        slot = page % self.slots
        found = self._table[rows, slot]
        if not found.all():
            missing = _each_once(rows[found == _NOTHING])
            self._table[missing, slot] = self._take(len(missing))
            found = self._table[rows, slot]
        places: Ints = found.astype(np.int64)
        return places

    def read(self, column: Column, rows: Ints, first: int, end: int) -> Floats:
        """[row, cell] of the cells from `first` to before `end`, counted from 1970; what is not kept is empty."""
        cells = self._columns[column]
        begin, last = first // PAGE, (end - 1) // PAGE
        if begin == last:
            return cells[self._places(rows, begin), first - begin * PAGE : end - begin * PAGE]
        found = np.empty((len(rows), end - first))
        for page in range(begin, last + 1):
            a, b = max(first, page * PAGE), min(end, (page + 1) * PAGE)
            found[:, a - first : b - first] = cells[self._places(rows, page), a - page * PAGE : b - page * PAGE]
        return found

    def fold_into(self, coarser: Tier, page: int) -> None:
        """Makes the cells of the coarser tier anew from those of one page that were written since the last time."""
        first, last = self.written.pop(page)
        ratio = coarser.seconds // self.seconds
        first, end = first - first % ratio, last - last % ratio + ratio
        taken = self._table[:, page % self.slots]
        rows = np.flatnonzero(taken)
        places = taken[rows]
        count = joined(np.add, self._columns["count"][places, first:end], ratio)
        has = count.any(axis=1)
        rows, places = rows[has], places[has]
        if not rows.size:
            return
        begin = (page * PAGE + first) // ratio
        into = begin // PAGE
        opened = coarser.open(rows, into)
        at = slice(begin - into * PAGE, begin - into * PAGE + count.shape[1])
        for name, join in JOINED.items():
            coarser._columns[name][opened, at] = joined(join, self._columns[name][places, first:end], ratio)
        coarser.touch(into, at.start, at.stop - 1)

    def is_empty(self, rows: int) -> Mask:
        """Per series whether nothing is kept of it."""
        empty: Mask = np.count_nonzero(self._table[:rows], axis=1) == 0
        return empty

    def _places(self, rows: Ints, page: int) -> npt.NDArray[np.int32]:
        if not self.is_kept(page):
            return np.zeros(len(rows), dtype=np.int32)
        places: npt.NDArray[np.int32] = self._table[rows, page % self.slots]
        return places

    def _flat(self, column: Column) -> Floats:
        return self._columns[column].reshape(-1)

    def _take(self, count: int) -> list[int]:
        """Empty pages, from those given back and else from new memory."""
        have = len(self._columns["count"])
        if len(self._free) < count:
            more = max(count - len(self._free), have)
            for name, column in self._columns.items():
                self._columns[name] = np.concatenate([column, np.empty((more, PAGE))])
            self._free += range(have + more - 1, have - 1, -1)
        taken = self._free[-count:]
        del self._free[-count:]
        for name, value in EMPTY.items():
            self._columns[name][taken] = value
        return taken


def _each_once(rows: Ints) -> Ints:
    """The numbers in order, each once; marks are faster than sorting where there are many for how large they are."""
    greatest = int(rows.max())
    if greatest > 8 * len(rows):
        return np.unique(rows)
    is_there = np.zeros(greatest + 1, dtype=bool)
    is_there[rows] = True
    return np.flatnonzero(is_there)


def joined(join: np.ufunc, cells: Floats, ratio: int) -> Floats:
    """[row, n * ratio] to [row, n], each `ratio` neighbours joined to one."""
    if ratio == 1:
        return cells
    if ratio > 30:
        return join.reduce(cells.reshape(len(cells), -1, ratio), axis=2)  # type: ignore[no-any-return]
    # Whole columns at once: reducing many short runs takes seven times as long.
    found: Floats = join(cells[:, 0::ratio], cells[:, 1::ratio])
    for each in range(2, ratio):
        join(found, cells[:, each::ratio], out=found)
    return found
