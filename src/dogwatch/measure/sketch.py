"""The bins of a distribution, as Datadog's Agent makes them: a value is known to within 0.8 %.

Source: agent pkg/quantile/config.go (gamma 1 + 2/128, least value 1e-9, key = log of the value to that base, rounded
to even, and a bias). Unlike there, the number of bins has no limit but that of their keys.
"""

from __future__ import annotations

import math
from typing import Final

import numpy as np
import numpy.typing as npt

from .tier import Floats, Ints

GAMMA: Final = 1 + 2 / 128
_LN_GAMMA: Final = math.log1p(2 / 128)
_BIAS: Final = 1 - math.floor(math.log(1e-9) / _LN_GAMMA)
# The power of gamma below 1e-9: what is smaller is 0.
_LEAST: Final = GAMMA ** (1 - _BIAS)

# A code is a row and a key: 14 bits hold the keys, which so reach to 1e46 and down to -1e46.
KEY_BITS: Final = 14
KEYS: Final = 1 << KEY_BITS
_ZERO: Final = KEYS // 2
_GREATEST: Final = _ZERO - 1


def keys_of(values: Floats) -> Ints:
    """The keys of the bins, from 1 to `KEYS` - 1, in the order of the values."""
    size = np.abs(values)
    with np.errstate(divide="ignore"):
        keys = np.rint(np.log(size) / _LN_GAMMA) + _BIAS
    keys = np.where(size < _LEAST, 0.0, np.clip(keys, 1, _GREATEST))
    found: Ints = (np.copysign(keys, values) + _ZERO).astype(np.int64)
    return found


def values_of(keys: Ints) -> Floats:
    """The value in the middle of each bin."""
    signed = keys - _ZERO
    middle = np.exp((np.abs(signed) - _BIAS) * _LN_GAMMA)
    return np.where(signed == 0, 0.0, np.copysign(middle, signed))


class Bins:
    """The sparse sketches of all series in cells of one length: per cell the codes (row and key) and their weights.

    Cells that begin before the second `since` are not kept any more.
    """

    def __init__(self, seconds: int) -> None:
        self.seconds, self.since = seconds, 0
        self.cells: dict[int, tuple[Ints, npt.NDArray[np.float32]]] = {}
        self._pending: dict[int, list[tuple[Ints, npt.NDArray[np.float32]]]] = {}
        self.written: set[int] = set()

    def add(self, cell: int, rows: Ints, keys: Ints, weights: Floats | None) -> None:
        """Adds values to a cell; a value stands for `weights` values, else for one."""
        self._pending.setdefault(cell, []).append(_merged(rows << KEY_BITS | keys, weights))
        self.written.add(cell)

    def read(self, cell: int) -> tuple[Ints, npt.NDArray[np.float32]] | None:
        """The codes of a cell, sorted and each once, with their weights."""
        if waiting := self._pending.pop(cell, None):
            if cell in self.cells:
                waiting.append(self.cells[cell])
            self.cells[cell] = waiting[0] if len(waiting) == 1 else _joined(waiting)
        return self.cells.get(cell)

    def fold_into(self, coarser: Bins) -> None:
        """Makes those cells of the coarser bins anew of which something was written since the last time."""
        ratio = coarser.seconds // self.seconds
        for cell in {cell // ratio for cell in self.written}:
            found = [self.read(each) for each in range(cell * ratio, (cell + 1) * ratio)]
            coarser.cells[cell] = _joined([each for each in found if each is not None])
            coarser.written.add(cell)
        self.written.clear()

    def forget(self, before: int) -> None:
        """Gives up the cells that begin before a second."""
        self.since = before
        for cells in (self.cells, self._pending):
            for cell in [cell for cell in cells if cell * self.seconds < before]:
                del cells[cell]

    @property
    def bytes(self) -> int:
        """What the bins take, without the dictionaries around them."""
        held = [*self.cells.values(), *(part for parts in self._pending.values() for part in parts)]
        return sum(codes.nbytes + weights.nbytes for codes, weights in held)


def _joined(parts: list[tuple[Ints, npt.NDArray[np.float32]]]) -> tuple[Ints, npt.NDArray[np.float32]]:
    codes = np.concatenate([codes for codes, _ in parts])
    weights = np.concatenate([weights for _, weights in parts])
    return _merged(codes, weights.astype(np.float64))


def _merged(codes: Ints, weights: Floats | None) -> tuple[Ints, npt.NDArray[np.float32]]:
    """Each code once, with the sum of its weights."""
    if weights is None:
        codes = np.sort(codes)
    else:
        order = np.argsort(codes, kind="stable")
        codes, weights = codes[order], weights[order]
    first = np.flatnonzero(np.concatenate([[True], codes[1:] != codes[:-1]]))
    if weights is None:
        sums = np.diff(np.append(first, len(codes))).astype(np.float32)
    else:
        sums = np.add.reduceat(weights, first).astype(np.float32)
    return codes[first], sums
