"""What a feature is like on an ordinary day, as far as its declaration says: well within everything it promises."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import NormalDist
from typing import Final, TypeVar

import numpy as np

from dogwatch.declare import (
    Availability,
    Engagement,
    Errors,
    Feature,
    Latency,
    LatencyObjective,
    Resources,
    Threshold,
    Traffic,
)
from dogwatch.values import Quantity

from .amount import Amount, Unit
from .course import Course
from .shape import Constant, Shape
from .spread import Spread, lognormal

Q = TypeVar("Q", bound=Quantity)

# How a lognormal of services usually falls off: p99 is 3.2 times the median.
_SIGMA: Final = 0.5
_HALF: Final = 0.5
# What features have that say nothing else.
_RATE, _MEDIAN, _PROCESSOR, _MEMORY, _FAILED = 10.0, 0.1, 0.005, 200 * 2**20, 0.001


def healthy(feature: Feature) -> Course:
    """Calls, times and errors at half of what is allowed, or what is usual where nothing is."""
    rate = _rate(feature)
    return Course(
        rate=_constant(rate, "rate"),
        latency=_spread(_median(list(_durations(feature)), _MEDIAN)),
        errors=_constant(_errors(feature), "percentage"),
        cpu=_spread(_median(list(_processor(feature)), _PROCESSOR)),
        memory=_constant(_memory(feature), "size"),
        actions=_actions(feature, rate),
    )


def _constant(number: float, unit: Unit) -> Shape:
    return Constant(Amount(number, unit))


def _spread(median: float) -> Spread:
    return lognormal(p50=f"{median:.9f}s", p99=f"{median * np.exp(_SIGMA * NormalDist().inv_cdf(0.99)):.9f}s")


def _median(limits: list[tuple[float, float]], usual: float) -> float:
    """The median with which every percentile, a (share, limit), stays at half of its limit."""
    normal = NormalDist()
    return min([_HALF * limit / float(np.exp(_SIGMA * normal.inv_cdf(share))) for share, limit in limits] or [usual])


def _mild(threshold: Threshold[Q]) -> float:
    """The number at which it is said first."""
    return (threshold.warn or threshold.critical).base


def _durations(feature: Feature) -> Iterator[tuple[float, float]]:
    for signal in feature.signals_of(Latency):
        for percentile, limit in signal.limits:
            yield float(percentile.removeprefix("p")) / 100, _mild(limit)
    for objective in feature.objectives_of(LatencyObjective):
        # A tenth of the budget is used by what is slow on any day.
        target = max(objective.target.fraction, (objective.warn or objective.target).fraction)
        yield min(1 - (1 - target) / 10, 0.9999), 2 * objective.within.seconds


def _processor(feature: Feature) -> Iterator[tuple[float, float]]:
    for signal in feature.signals_of(Resources):
        if signal.cpu is not None:
            yield 0.95, _mild(signal.cpu)


def _memory(feature: Feature) -> float:
    limits = [_mild(signal.memory) for signal in feature.signals_of(Resources) if signal.memory is not None]
    return min([_HALF * limit for limit in limits] or [_MEMORY])


def _errors(feature: Feature) -> float:
    """A tenth of what is allowed, as a share."""
    allowed = [_mild(signal.rate) for signal in feature.signals_of(Errors) if signal.rate is not None]
    allowed += [
        1 - max(objective.target.fraction, (objective.warn or objective.target).fraction)
        for objective in (*feature.objectives_of(Availability), *feature.objectives_of(LatencyObjective))
    ]
    return min([share / 10 for share in allowed] or [_FAILED])


def _rate(feature: Feature) -> float:
    """Twice the least, three times what a guard wants to see, and at most half of what is too much."""
    least, most = [_RATE], [float("inf")]
    for signal in feature.signals_of(Traffic):
        least += [2 * _mild(signal.min)] if signal.min is not None else []
        most += [_HALF * _mild(signal.max)] if signal.max is not None else []
    for latency in feature.signals_of(Latency):
        least.append(3 * (latency.least or 0) / latency.over.seconds)
    for errors in feature.signals_of(Errors):
        least.append(3 * (errors.least or 0) / errors.over.seconds)
    return min(max(least), *most)


def _actions(feature: Feature, rate: float) -> dict[str, Shape]:
    """Each action as often as every fifth call, and four times as often as what a drop wants to see."""
    return {
        action: _constant(max(rate / 5, 4 * signal.least / signal.over.seconds), "rate")
        for signal in feature.signals_of(Engagement)
        for action in signal.actions
    }
