"""What a monitor makes of the events or logs of a window: how many, how many different, or a number of a measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import numpy as np

from .records import Record
from .refusal import refused
from .searching import text_of

_PERCENTILES: Final = {"median": 50, "pc50": 50, "pc75": 75, "pc90": 90, "pc95": 95, "pc98": 98, "pc99": 99}
_MEASURES: Final[dict[str, Callable[[Sequence[float]], float]]] = {
    "avg": lambda values: float(np.mean(values)),
    "sum": lambda values: float(np.sum(values)),
    "min": min,
    "max": max,
}


class Rollup(NamedTuple):
    """`of` takes what `values` gives of each record; `counts` says that it is 0 of nothing."""

    values: Callable[[Record], list[Any]]
    of: Callable[[Sequence[Any]], float]
    counts: bool


def rollup(method: str, path: str | None) -> Rollup:
    """The rollup of a method, over the values at a path. Raises NotEvaluated for one that is not known here."""
    if method == "count":
        return Rollup(lambda record: [1], len, True)
    if path is None:
        raise refused("event-rollups", f"rollup {method} without an attribute", "name one behind it")
    if method == "cardinality":
        return Rollup(lambda record: [text_of(value) for value in record.values(path)], _different, True)
    if method not in _MEASURES and method not in _PERCENTILES:
        known = ", ".join(["count", "cardinality", *_MEASURES, *_PERCENTILES])
        raise refused("event-rollups", f"rollup {method} is none of {known}", "take one of them")
    return Rollup(lambda record: _numbers(record, path), _MEASURES.get(method) or _percentile(method), method == "sum")


def _different(seen: Sequence[Any]) -> float:
    return len(set(seen))


def _numbers(record: Record, path: str) -> list[float]:
    values = record.values(path)
    return [float(value) for value in values if isinstance(value, int | float) and not isinstance(value, bool)]


def _percentile(method: str) -> Callable[[Sequence[float]], float]:
    return lambda values: float(np.percentile(values, _PERCENTILES[method], method="inverted_cdf"))
