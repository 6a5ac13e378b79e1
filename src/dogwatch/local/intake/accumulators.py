"""What the Agent makes of the values that a series has in one bucket: one class for each way of counting.

Source: agent pkg/metrics/counter.go, gauge.go, set.go, histogram.go. All have `add(raw, weight)`, which takes the value
of a line as it is written and says how much more memory is held, in about as many times eight bytes; it raises
Malformed and changes nothing when the value cannot be read. One without a value that counts has nothing to send.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

from .datagram import Malformed, numbers
from .points import INTERVAL, Floats, Kind

# So many values of a distribution are kept as they are; of more than the second number, bins are made at once.
FEW, MANY = 512, 4096
# Two values of a bin differ by less than 1.6 %: agent pkg/quantile/config.go.
_LN_GAMMA = np.log1p(2 / 128)
_LEAST = 1e-9
_ABOVE_ZERO = 2000
# What an array takes beside its values, and its place in a dictionary.
_OF_AN_ARRAY = 24


class Count:
    """A counter: the sum of the values over their sample rates, per second."""

    __slots__ = ("total",)

    def __init__(self) -> None:
        self.total: float | None = None

    def add(self, raw: bytes, weight: float) -> int:
        if values := numbers(raw):
            self.total = (self.total or 0.0) + sum(values) * weight
        return 0


class Gauge:
    """A gauge: the last value."""

    __slots__ = ("value",)

    def __init__(self) -> None:
        self.value: float | None = None

    def add(self, raw: bytes, weight: float) -> int:
        if values := numbers(raw):
            self.value = values[-1]
        return 0


class Members:
    """A set: how many distinct members; all between colon and bar is one, colons too."""

    __slots__ = ("seen",)

    def __init__(self) -> None:
        self.seen: set[bytes] = set()

    def add(self, raw: bytes, weight: float) -> int:
        if not raw:
            raise Malformed("no value")
        if raw in self.seen:
            return 0
        self.seen.add(raw)
        return 16 + len(raw) // 8


class Samples:
    """The values of a histogram or a timing, with how many each stands for."""

    __slots__ = ("_by_weight",)

    def __init__(self) -> None:
        self._by_weight: dict[float, array[float]] = {}

    def add(self, raw: bytes, weight: float) -> int:
        return self.extend(numbers(raw), weight)

    def extend(self, values: Sequence[float], weight: float) -> int:
        """Takes values that have been read, and says how much more memory is held."""
        held = self._by_weight.get(weight)
        if held is None:
            self._by_weight[weight] = array("d", values)
            return len(values) + _OF_AN_ARRAY
        held.extend(values)
        return len(values)

    def all(self) -> tuple[Floats, Floats]:
        """The values and their weights, in no order."""
        parts = [(np.array(values), np.full(len(values), weight)) for weight, values in self._by_weight.items()]
        return _joined(parts)


class Distribution:
    """The values of a distribution, with how many each stands for; many take less memory than they are.

    `held` is how much memory they take, in about as many times eight bytes.
    """

    __slots__ = ("_fresh", "_packed", "_waiting", "held")

    def __init__(self) -> None:
        self._fresh, self._waiting = Samples(), 0
        self._packed = np.empty(0), np.empty(0)
        self.held = 0

    def add(self, raw: bytes, weight: float) -> int:
        return self.extend(numbers(raw), weight)

    def extend(self, values: Sequence[float], weight: float) -> int:
        """Takes values that have been read, and says how much more memory is held."""
        more = self._fresh.extend(values, weight)
        self._waiting += more
        self.held += more
        return more if self._waiting <= MANY else more + self._pack()

    def join(self, values: Floats, weights: Floats) -> int:
        """Takes values, each with its weight, and says how much more memory is held."""
        self._packed = _joined([self._packed, (values, weights)])
        return self._pack()

    def all(self) -> tuple[Floats, Floats]:
        """The values and their weights, in no order."""
        return _joined([self._fresh.all(), self._packed])

    def _pack(self) -> int:
        before = self.held
        self._packed = packed(*self.all())
        self._fresh, self._waiting = Samples(), 0
        self.held = 2 * len(self._packed[0])
        return self.held - before


Accumulator: TypeAlias = Count | Gauge | Members | Samples | Distribution


def packed(values: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """The same samples in fewer values: those of a bin become their mean.

    Sum, number, least and greatest stay as they are, and so does the bin of each: a sketch of them is the same.
    """
    if len(values) <= FEW:
        return values, weights
    ends = np.array([values.argmin(), values.argmax()])
    between = np.ones(len(values), dtype=bool)
    between[ends] = False
    inner, counted = values[between], weights[between]
    size = np.abs(inner)
    bins = np.rint(np.log(np.maximum(size, _LEAST)) / _LN_GAMMA).astype(np.int64) + _ABOVE_ZERO
    bins = np.where(size < _LEAST, 0, np.where(inner < 0, -bins, bins))
    bins -= bins.min()
    sums = np.bincount(bins, counted)
    has = np.flatnonzero(sums)
    with np.errstate(over="ignore", invalid="ignore"):
        means = np.bincount(bins, inner * counted)[has] / sums[has]
    return np.concatenate([values[ends], means]), np.concatenate([weights[ends], sums[has]])


def _joined(parts: list[tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
    nothing = np.empty(0)
    return np.concatenate([nothing, *(v for v, _ in parts)]), np.concatenate([nothing, *(w for _, w in parts)])


def histogram(values: Floats, weights: Floats) -> dict[str, tuple[Kind, float]]:
    """What the Agent sends of a histogram by default: ends of names, and of each the type and the value.

    A value counts int(1 / rate) times, so that rate 0.3 makes three of it; nothing comes of values that count for none.
    """
    order = np.argsort(values, kind="stable")
    values, times = values[order], np.floor(weights[order])
    count = int(times.sum())
    if not count:
        return {}
    upto = np.cumsum(times)
    # What comes of values that are too large is infinite, and left out by the store.
    with np.errstate(over="ignore", invalid="ignore"):
        total = float((values * weights[order]).sum())
    median, high = (np.searchsorted(upto, at, side="right") for at in ((count - 1) // 2, (95 * count - 1) // 100))
    return {
        ".max": ("gauge", float(values[-1])),
        ".median": ("gauge", float(values[median])),
        ".avg": ("gauge", total / count),
        ".count": ("rate", count / INTERVAL),
        ".95percentile": ("gauge", float(values[high])),
    }
