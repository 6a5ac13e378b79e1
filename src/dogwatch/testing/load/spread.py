"""How long calls take: a distribution, by what each of its parts stays below.

A spread is a table of quantiles, so that all kinds of them are drawn from in one way: by looking up where evenly
distributed numbers lie.
"""

from __future__ import annotations

from collections.abc import Mapping
from statistics import NormalDist
from typing import Final

import attrs
import numpy as np

from dogwatch.errors import UsageError
from dogwatch.values import Duration

from .amount import Written, amount
from .shape import Floats

# Which share of the values lies below each row of the table; finer at the upper end, which percentiles ask for.
_SHARES: Final[Floats] = np.concatenate(
    [np.linspace(0.0005, 0.9, 400), np.linspace(0.9, 0.99, 181)[1:], np.linspace(0.99, 0.99995, 200)[1:]]
)
_NORMAL: Final = NormalDist()
_SCORES: Final[Floats] = np.array([_NORMAL.inv_cdf(float(share)) for share in _SHARES])


@attrs.frozen(eq=False)
class Spread:
    """A distribution; `values` are what each of a fixed row of shares stays below, in seconds."""

    values: Floats

    def at(self, shares: Floats) -> Floats:
        """What these shares (0 to 1) of the values stay below."""
        return np.interp(shares, _SHARES, self.values)

    def share_within(self, bound: float) -> float:
        """The share of values that are at most so large."""
        if bound >= self.values[-1]:
            return 1.0
        return float(np.interp(bound, self.values, _SHARES, left=0.0))

    @property
    def mean(self) -> float:
        return float(np.trapezoid(self.values, _SHARES))


def lognormal(*, p50: Written, **other: Written) -> Spread:
    """Few are much slower, as with most services: `lognormal(p50="120ms", p99="350ms")`, the median and one percentile
    above it.
    """
    if len(other) != 1:
        raise UsageError('lognormal takes the median and one percentile, as in lognormal(p50="120ms", p99="350ms")')
    name, high = next(iter(other.items()))
    share, median, value = _share(name), _duration("p50", p50), _duration(name, high)
    if share <= 0.5 or value <= median:
        raise UsageError(f"lognormal(p50={p50!r}, {name}={high!r}): the second must be above the median")
    sigma = (np.log(value) - np.log(median)) / _NORMAL.inv_cdf(share)
    return Spread(median * np.exp(sigma * _SCORES))


def percentiles(**values: Written) -> Spread:
    """As it was measured: `percentiles(p50="80ms", p95="200ms", p99="1s")`; between them it grows evenly by factors."""
    points = sorted((_share(name), _duration(name, value)) for name, value in values.items())
    durations = [value for _, value in points]
    if len(points) < 2 or durations != sorted(durations):
        raise UsageError("percentiles takes two or more that grow, as in percentiles(p50='80ms', p95='200ms')")
    logarithms = np.interp(_SHARES, [share for share, _ in points], np.log(durations))
    return Spread(np.exp(logarithms))


def mixture(parts: Mapping[Spread, float]) -> Spread:
    """Several kinds of calls, each with its share: `mixture({hits: 0.9, misses: 0.1})`."""
    for spread in parts:
        if not isinstance(spread, Spread):
            raise UsageError(f"mixture: {spread!r} is no spread; write one like exactly('80ms'), or lognormal(...)")
    total = sum(parts.values())
    if not parts or min(parts.values()) <= 0:
        raise UsageError("mixture takes spreads with shares above 0, as in mixture({hits: 0.9, misses: 0.1})")
    values = np.concatenate([spread.values for spread in parts])
    weights = np.concatenate([np.gradient(_SHARES) * share / total for share in parts.values()])
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weights[order]) - weights[order] / 2
    return Spread(np.interp(_SHARES, below / weights.sum(), values[order]))


def exactly(value: Written) -> Spread:
    """Every call takes as long: `exactly("80ms")`, for which a load takes `"80ms"` as well."""
    return Spread(np.full(len(_SHARES), _duration("exactly", value)))


def spread_of(value: Spread | Written, what: str) -> Spread:
    """The spread that was given, or one in which every call takes what was written."""
    if isinstance(value, Spread):
        return value
    found = amount(value)
    if found.unit != "duration" or found.number <= 0:
        raise UsageError(f"{what}={value!r} is no time; write one like '80ms', or lognormal(p50='120ms', p99='350ms')")
    return exactly(value)


def _share(percentile: str) -> float:
    digits = percentile.removeprefix("p")
    if not percentile.startswith("p") or not digits.replace(".", "", 1).isdigit() or not 0 < float(digits) < 100:
        raise UsageError(f"{percentile!r} is no percentile; write one like p50, p95 or p99")
    return float(digits) / 100


def _duration(name: str, written: Written) -> float:
    try:
        found = Duration.parse(written).seconds
    except ValueError as error:
        raise UsageError(f"{name}: {error}") from None
    if found <= 0:
        raise UsageError(f"{name}={written!r} is no time that a call takes; write one above 0")
    return found
