"""Scenarios of objectives: how fast a budget burns, how much of it is gone, and hours with few calls."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.declare import (
    TIME_FRAMES,
    Availability,
    LatencyObjective,
    Pair,
    Promise,
    Traffic,
    least_failures,
    pairs,
)
from dogwatch.testing.load.spread import exactly, mixture
from dogwatch.values import Duration, Percent

from .calls import hardly_any
from .scenario import About, Phase, Scenario


def objectives(about: About) -> Iterator[Scenario]:
    """Those of calls: that they succeed, that they are fast."""
    for promise in about.feature.objectives:
        if not isinstance(promise, Availability | LatencyObjective):
            continue
        frame = TIME_FRAMES[promise.over.seconds]
        for place, pair in enumerate(pairs(promise.target, frame)):
            yield _burning(about, promise, pair, pages=place == 0)
        if promise.budget is not None:
            yield _used(about, promise, promise.budget.fraction)
        signals = about.feature.signals_of(Traffic)
        least = min((signal.min.critical for signal in signals if signal.min is not None), default=None)
        enough = least_failures(promise.target, frame, least)
        yield hardly_any(about, f"{promise.name}-low-traffic", enough, _bad(promise, 1.0), pages=False)


def _burning(about: About, promise: Promise, pair: Pair, *, pages: bool) -> Scenario:
    """Nearly as fast as is told of for the whole of the long window, then three times as fast."""
    budget = 1 - promise.target.fraction
    long, short = (round(Duration.parse(each).seconds) // 60 for each in (pair.long_window, pair.short_window))
    near, fast = 0.9 * pair.factor, min(3 * pair.factor, 1 / budget)
    # How long it takes until the long window has burnt as fast as that, all of it together.
    needed = round(long * (pair.factor - near) / (fast - near)) + 3
    phases = [
        Phase("nearly as fast", 5, "quiet", _bad(promise, near * budget)),
        Phase("three times as fast", max(1, needed // 2 - 2), "quiet", _bad(promise, fast * budget)),
        Phase("and for long enough", max(needed, short), "alert", _bad(promise, fast * budget)),
    ]
    if pages and about.again is not None and about.is_production:
        phases.append(Phase("and goes on", about.again + 2, "again", _bad(promise, fast * budget)))
    phases.append(Phase("well again", short + 2, "recovery", _bad(promise, 0.0)))
    name = f"{promise.name}-burn-{pair.long_window}"
    past = _bad(promise, near * budget)
    return Scenario(name, about.feature, tuple(phases), about.tells(pages=pages), about.hears, past)


def _used(about: About, promise: Promise, share: float) -> Scenario:
    """Nearly as much of the budget as is told of, then as much as that within half an hour of failing calls."""
    budget = 1 - promise.target.fraction
    days = promise.over.seconds / 60
    # Failing all of the time for so many minutes uses a tenth of what may be used.
    minutes = round(0.15 * share * budget * days) + 2
    phases = (
        Phase("nearly as much", 5, "quiet", _bad(promise, 0.9 * share * budget)),
        Phase("all of it goes wrong", minutes, "alert", _bad(promise, 1.0)),
    )
    past = _bad(promise, 0.9 * share * budget)
    return Scenario(f"{promise.name}-budget", about.feature, phases, about.hears, about.hears, past)


def _bad(promise: Promise, share: float) -> Mapping[str, Any]:
    """The measures with which that share of calls breaks the promise."""
    if not isinstance(promise, LatencyObjective):
        return {"errors": Percent(share)}
    within = promise.within.seconds
    fast, slow = exactly(Duration(within / 4)), exactly(Duration(within * 2))
    if share <= 0 or share >= 1:
        return {"errors": Percent(0.0), "latency": slow if share else fast}
    return {"errors": Percent(0.0), "latency": mixture({fast: 1 - share, slow: share})}
