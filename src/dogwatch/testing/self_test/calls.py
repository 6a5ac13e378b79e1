"""Scenarios of what calls are: how long they take, how many fail, how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from dogwatch.declare import (
    ENOUGH,
    FAR,
    Availability,
    Errors,
    Latency,
    LatencyObjective,
    Threshold,
    Traffic,
    burns_fast,
    enough_for_percentile,
    enough_for_share,
)
from dogwatch.testing.load.spread import Spread, exactly, mixture
from dogwatch.values import Duration, Percent, Rate

from .limits import Limited, Measures
from .scenario import About, Phase, Scenario

# Series of two kinds do not come at one instant, so the latest minute is left out.
_LATE = 1
# How many times the least number of calls come, so that a share of them can be brought about exactly; and how many that
# is as few as says something.
_MANY, _ENOUGH = 80, 3
_HOSTS = 20
# What stands in for it where every call counts.
_SOME = 20


def minutes(window: Duration) -> int:
    return -(-round(window.seconds) // 60)


def tailed(percent: float, value: float) -> Spread:
    """Calls of which one percentile is that value: lower ones are a fifth of it, higher ones three times as much."""
    above = (100 - percent) / 100
    slow = min(2 * above, 0.75)
    parts = {exactly(Duration(value / 5)): 1 - slow, exactly(Duration(value)): slow - above / 4}
    return mixture({**parts, exactly(Duration(value * 3)): above / 4})


def latency(about: About) -> Iterator[Scenario]:
    """Each percentile at its limits, and in windows with too few calls to tell."""
    for signal in about.feature.signals_of(Latency):
        for percentile, limit in signal.limits:
            percent = float(percentile.removeprefix("p"))
            least = enough_for_percentile(percent) if signal.least is None else signal.least
            often = _rate(_ENOUGH * max(least, _SOME), signal.over)

            def measures(value: float, percent: float = percent, often: Rate = often) -> Mapping[str, Any]:
                return {"rate": often, "latency": tailed(percent, value)}

            limited = _limited(limit, minutes(signal.over), measures)
            pages = not burns_fast(about.feature.objectives_of(LatencyObjective))
            few = {"rate": _rate(0.5 * least, signal.over), "latency": exactly(Duration(2 * limit.critical.seconds))}
            yield from _guarded(about, f"latency-{percentile}", limited, least, few, pages=pages)


def errors(about: About) -> Iterator[Scenario]:
    """The share that fails, of all and of one version among others, and in hours with few calls."""
    for signal in about.feature.signals_of(Errors):
        if signal.rate is None:
            continue
        least = enough_for_share(signal.rate.critical) if signal.least is None else signal.least
        often = _rate(_MANY * max(least, _SOME), signal.over)

        def measures(share: float, often: Rate = often) -> Mapping[str, Any]:
            return {"rate": often, "errors": Percent(share)}

        step = 1 / (often.per_second * signal.over.seconds)
        limited = attrs.evolve(_limited(signal.rate, minutes(signal.over) + _LATE, measures), step=step)
        has_promise = bool(about.feature.objectives_of(Availability))
        pages = not burns_fast(about.feature.objectives_of(Availability))
        few = {"rate": _rate(0.5 * least, signal.over), "errors": Percent(1.0)}
        yield from _guarded(about, "errors", limited, least, few, pages=pages)
        if least > 1 and not has_promise:
            yield hardly_any(about, "errors-low-traffic", ENOUGH, {"errors": Percent(1.0)}, pages=True, renotifies=True)
        if signal.compare == "version":
            yield from _bad_version(about, signal, signal.rate.critical, least, pages=pages)


def traffic(about: About) -> Iterator[Scenario]:
    """The least number of calls and the most; when nothing comes at all there are too few."""
    for signal in about.feature.signals_of(Traffic):
        for end, limit in (("min", signal.min), ("max", signal.max)):
            if limit is None:
                continue
            limited = attrs.evolve(
                _limited(limit, minutes(signal.over), lambda rate: {"rate": Rate(rate)}),
                is_least=end == "min",
                step=1 / signal.over.seconds,
            )
            phases = list(limited.phases(about))
            if end == "min":
                # The Agent goes on with zeros for five minutes, and then nothing comes.
                phases.append(Phase("dead", limited.minutes + 8, "alert", dead=True))
                phases.append(Phase("still dead", limited.minutes + 8, "held", dead=True))
            yield Scenario(
                f"traffic-{end}", about.feature, tuple(phases), about.tells(pages=True), about.hears, phases[0].measures
            )


def hardly_any(
    about: About, name: str, least: int, bad: Mapping[str, Any], *, pages: bool, renotifies: bool = False
) -> Scenario:
    """An hour with few calls, of which none goes right; the number is that of the ones that go wrong."""

    def measures(number: float) -> Mapping[str, Any]:
        return {**bad, "rate": Rate(number / 3600)}

    # Whole calls: as many as are still too few, and as many as are enough.
    margin = 2 + least // 20
    few, enough = max(0, least - margin), least + margin
    phases = (
        Phase("too few to tell", 62, "quiet", measures(few)),
        Phase("enough that go wrong", 62, "alert", measures(enough)),
        *_goes_on(about, measures(enough), renotifies=renotifies),
        *_not_yet_back(about, least, measures),
        Phase("well again", 62, "recovery", {"rate": Rate(enough / 60), "errors": Percent(0.0)}),
    )
    return Scenario(name, about.feature, phases, about.tells(pages=pages), about.hears, measures(few))


def _goes_on(
    about: About, measures: Mapping[str, Any], *, renotifies: bool, version: str | None = None
) -> Iterator[Phase]:
    if renotifies and about.again is not None and about.is_production:
        yield Phase("and goes on", about.again + 2, "again", measures, version)


def _not_yet_back(about: About, least: int, measures: Measures) -> Iterator[Phase]:
    """A number of calls between the limit and where an alert ends, if there is one."""
    share = about.share or 1.0
    between = round(least * (1 + share) / 2)
    if least * share + 1 <= between <= least - 1:
        yield Phase("not yet back", 62, "held", measures(between))


def _guarded(
    about: About, name: str, limited: Limited, least: int, few: Mapping[str, Any], *, pages: bool
) -> Iterator[Scenario]:
    tells = about.tells(pages=pages)
    phases = list(limited.phases(about))
    beyond = next(phase for phase in phases if phase.expects == "alert")
    if least > 1:
        rare = {"rate": Rate(few["rate"].per_second * 2 * _ENOUGH)}
        phases.append(attrs.evolve(beyond, what="beyond it with few calls", measures={**beyond.measures, **rare}))
    else:
        phases.append(attrs.evolve(beyond, what="beyond it once more"))
    phases.append(Phase("nothing comes", limited.minutes + 8, "recovery", dead=True))
    yield Scenario(name, about.feature, tuple(phases), tells, about.hears, phases[0].measures)
    if least > 1:
        quiet = Phase("too few calls to tell", limited.minutes + 5, "quiet", few)
        yield Scenario(name, about.feature, (quiet,), tells, about.hears, {"rate": few["rate"]})


def _bad_version(about: About, signal: Errors, limit: Percent, least: int, *, pages: bool) -> Iterator[Scenario]:
    """One host of twenty runs a version that fails, while all together keep the limit; then all of them fail.

    Of a version with few calls nothing is said.
    """
    window = minutes(signal.over) + _LATE
    bad, good = min(1.0, 1.5 * FAR * limit.fraction), 0.5 * limit.fraction

    def measures(calls: float, share: float) -> Mapping[str, Any]:
        return {"rate": _rate(_HOSTS * calls, signal.over), "errors": Percent(share)}

    often, seldom = _ENOUGH * least, 0.6 * least
    tells = about.tells(pages=pages)
    # A version is a new group, which is not looked at for as long as its window.
    phases = (
        Phase("each fails seldom", window + 2, "quiet", measures(often, good)),
        Phase("a new version fails", 2 * window + 4, "alert", measures(often, bad), version="2.0"),
        *_goes_on(about, measures(often, bad), renotifies=True, version="2.0"),
        Phase("well again", window + 2, "recovery", measures(often, good)),
        Phase("all fail", window + 2, "quiet", measures(often, bad)),
    )
    yield Scenario("errors-version", about.feature, phases, tells, about.hears, measures(often, good), hosts=_HOSTS)
    quiet = (
        Phase("a new version with few calls fails", 3 * window, "quiet", measures(seldom, 4 * bad), version="2.0"),
    )
    yield Scenario("errors-version", about.feature, quiet, tells, about.hears, measures(seldom, good), hosts=_HOSTS)


def _limited(limit: Threshold[Any], window: int, measures: Any) -> Limited:
    warn = None if limit.warn is None else limit.warn.base
    return Limited(limit.critical.base, warn, window, measures)


def _rate(calls: float, window: Duration) -> Rate:
    return Rate(max(calls, 6) / window.seconds)
