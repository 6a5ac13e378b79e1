"""Series as they are written out in tests, in the way of promtool: `queue.length{host:a}` and `1 1 1 5x10 _`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from math import isfinite
from typing import Final

import numpy as np

from dogwatch.errors import UsageError
from dogwatch.measure import Kind
from dogwatch.names import normalized_tag
from dogwatch.testing.load.points import Series
from dogwatch.testing.load.shape import Floats, Ints

from .recorded import Recorded

_SERIES: Final = re.compile(r"\s*([A-Za-z][\w.]*)\s*(?:\{([^{}]*)\})?\s*")
_NUMBER: Final = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_ITEM: Final = re.compile(
    rf"(?P<value>{_NUMBER})(?P<by>[+-](?:\d+(?:\.\d*)?|\.\d+))?(?:x(?P<times>\d+))?|_(?:x(?P<gap>\d+))?"
)
_MOST: Final = 1_000_000
_HELP: Final = "write numbers, 5x10 for ten times 5, 1+2x3 for 1 3 5 7, _ for nothing and _x6 for six times nothing"


@lru_cache(maxsize=4096)  # the tests of a catalog write the same few series
def read_series(text: str, env: str, kind: Kind = "gauge") -> Series:
    """The series that a text such as `queue.length{host:a,env:prod}` names, in the environment unless it says another.

    Raises UsageError for what is no series.
    """
    match = _SERIES.fullmatch(text)
    if match is None:
        raise UsageError(f"{text!r} is no series; write one like queue.length{{host:a}}")
    tags = [tag.strip() for tag in (match[2] or "").split(",") if tag.strip() and tag.strip() != "*"]
    for tag in tags:
        if normalized_tag(tag) != tag.lower():
            raise UsageError(f"{text!r}: {tag!r} is no tag; Datadog would make {normalized_tag(tag)!r} of it")
    own = [] if any(tag.startswith("env:") for tag in tags) else [f"env:{env}"]
    return Series(match[1], kind, frozenset(tag.lower() for tag in (*tags, *own)))


@lru_cache(maxsize=256)  # a test writes the same out for many series
def read_values(text: str) -> tuple[float, ...]:
    """The values that a text says, NaN for nothing. Raises UsageError with the item that cannot be read."""
    if not isinstance(text, str) or not text.strip():
        raise UsageError(f"{text!r} says no values; {_HELP}")
    return tuple([value for item in text.split() for value in _values(item)])


def written(series: Series, text: str, step: int) -> Recorded:
    """A series with the values that a text says, one every so many seconds."""
    return Recorded(series, *_points(text, step))


@lru_cache(maxsize=256)
def _points(text: str, step: int) -> tuple[Ints, Floats]:
    """The seconds from the first value on at which there is one, and what it is."""
    values = np.array(read_values(text), dtype=np.float64)
    has = np.isfinite(values)
    return (np.arange(len(values), dtype=np.int64) * step)[has], values[has]


def _values(item: str) -> Iterator[float]:
    match = _ITEM.fullmatch(item)
    if match is None:
        raise UsageError(f"{item!r} is no value of a series; {_HELP}")
    if int(match["times"] or match["gap"] or 0) > _MOST:
        raise UsageError(f"{item!r} is more than a million values; write fewer, further apart with step=")
    if match["value"] is None:
        yield from [float("nan")] * int(match["gap"] or 1)
        return
    if not isfinite(float(match["value"])):
        raise UsageError(f"{item!r} is no finite number; {_HELP}")
    first, by, times = float(match["value"]), float(match["by"] or 0), match["times"]
    if match["by"] and times is None:
        raise UsageError(f"{item!r} does not say how often; {_HELP}")
    count = int(times or 1) + (1 if match["by"] else 0)
    yield from (first + by * place for place in range(count))
