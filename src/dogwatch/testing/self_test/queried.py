"""Scenarios of objectives that are asked for by queries: series are written that the queries read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from dogwatch.declare import ENOUGH, TIME_FRAMES, Objective, Pair, TimeSlice, pairs
from dogwatch.values import Duration

from .scenario import About, Phase, Scenario

_QUERY: Final = re.compile(r"(?P<metric>[A-Za-z][\w.]*)\{(?P<scope>[^{}]*)\}")
# Events in ten seconds: enough for a share of them to be whole.
_EVENTS: Final = 10_000


def queried(about: About) -> Iterator[Scenario]:
    """Events that are good where they have a tag more than all of them have, and slices of time of one metric.

    Of other queries it is not known how their values come about.
    """
    for promise in about.feature.objectives:
        pairs_of = pairs(promise.target, TIME_FRAMES[promise.over.seconds])
        if isinstance(promise, Objective):
            series = _good_and_bad(str(promise.good), str(promise.total))
            if series is None:
                continue
            for place, pair in enumerate(pairs_of):
                yield _events(about, promise, pair, *series, pages=place == 0)
            yield _hardly_any(about, promise, *series)
        elif isinstance(promise, TimeSlice) and (name := _series(str(promise.query))):
            for place, pair in enumerate(pairs_of):
                yield _slices(about, promise, pair, name, pages=place == 0)


def _events(about: About, promise: Objective, pair: Pair, good: str, bad: str, *, pages: bool) -> Scenario:
    """Nearly as fast as is told of for the long window, then three times as fast."""
    budget = 1 - promise.target.fraction
    long, short = _minutes(pair)
    near, fast = 0.9 * pair.factor, min(3 * pair.factor, 1 / budget)
    needed = round(long * (pair.factor - near) / (fast - near)) + 3

    def series(rate: float) -> Mapping[str, float]:
        return {good: round(_EVENTS * (1 - rate * budget)), bad: round(_EVENTS * rate * budget)}

    phases = (
        Phase("nearly as fast", long, "quiet", series=series(near)),
        Phase("three times as fast", max(1, needed // 2 - 2), "quiet", series=series(fast)),
        Phase("and for long enough", max(needed, short), "alert", series=series(fast)),
        Phase("well again", short + 2, "recovery", series=series(0)),
    )
    name = f"{promise.name}-burn-{pair.long_window}"
    return Scenario(name, about.feature, phases, about.tells(pages=pages), about.hears, kind="count")


def _hardly_any(about: About, promise: Objective, good: str, bad: str) -> Scenario:
    """An hour with few events of which none is good; as events come in whole ones, a tenth of them each minute."""
    few, enough = (ENOUGH - 2) / 360, (ENOUGH + 2) / 360
    phases = (
        Phase("too few to tell", 60, "quiet", series={bad: few}),
        Phase("enough that go wrong", 62, "alert", series={bad: enough}),
        Phase("well again", 62, "recovery", series={bad: 0, good: 1}),
    )
    name = f"{promise.name}-low-traffic"
    return Scenario(name, about.feature, phases, about.hears, about.hears, kind="count")


def _slices(about: About, promise: TimeSlice, pair: Pair, name: str, *, pages: bool) -> Scenario:
    """Slices that are bad for half as long as is told of, and for longer."""
    long, short = _minutes(pair)
    slice = round(promise.slice.seconds) // 60
    needed = long * pair.factor * (1 - promise.target.fraction)
    is_most = promise.comparator in ("<", "<=")
    good, bad = (promise.threshold * factor for factor in ((0.9, 1.1) if is_most else (1.1, 0.9)))
    # A slice counts when it is over; what is said of whole slices can come one of them later.
    half = max(slice, int(needed / 2) // slice * slice)
    phases = (
        Phase("good", 10, "quiet", series={name: good}),
        Phase("bad, and not for long", half, "quiet", series={name: bad}),
        Phase("bad for long enough", int(needed - half) + 3 * slice, "alert", series={name: bad}),
        Phase("good again", short + 2 * slice, "recovery", series={name: good}),
    )
    return Scenario(
        f"{promise.name}-burn-{pair.long_window}", about.feature, phases, about.tells(pages=pages), about.hears
    )


def _minutes(pair: Pair) -> tuple[int, int]:
    long, short = (round(Duration.parse(each).seconds) // 60 for each in (pair.long_window, pair.short_window))
    return long, short


def _good_and_bad(good: str, total: str) -> tuple[str, str] | None:
    """A series that both queries read, and one that only the query of all events reads."""
    of_good, of_all = _QUERY.findall(good), _QUERY.findall(total)
    if len(of_good) != 1 or len(of_all) != 1 or of_good[0][0] != of_all[0][0]:
        return None
    tags, common = _tags(of_good[0][1]), _tags(of_all[0][1])
    if not set(common) < set(tags) or not all(":" in tag for tag in tags):
        return None
    others = [f"{tag.partition(':')[0]}:not-{tag.partition(':')[2]}" for tag in tags if tag not in common]
    metric = of_good[0][0]
    return _written(metric, tags), _written(metric, [*common, *others])


def _series(query: str) -> str | None:
    """The series of a query over one metric."""
    found = _QUERY.findall(query)
    return _written(found[0][0], _tags(found[0][1])) if len(found) == 1 else None


def _tags(scope: str) -> list[str]:
    """The tags of a scope but the environment, which a series has by itself."""
    return [tag.strip() for tag in scope.split(",") if tag.strip() not in ("*", "$env", "")]


def _written(metric: str, tags: list[str]) -> str:
    return f"{metric}{{{','.join(tags)}}}"
