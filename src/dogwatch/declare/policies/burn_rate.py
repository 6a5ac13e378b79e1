"""Alerts on the error budget of an SLO: how fast it burns, in pairs of a long and a short window.

The long window says that it matters, the short one that it still goes on, so that the alert ends soon after the fault.
Pairs and factors are those that Datadog recommends for a target of 99.9% (docs: SLO, burn rate). A burn rate cannot
exceed 1/(1-target), the rate at which everything fails, and Datadog refuses a threshold above it. Close below that, a
single success keeps the alert silent. So a factor goes up to three quarters of it: higher ones are lowered to that, and
a pair is dropped where this leaves it no lower than the pair before, which would then fire first anyway, or no higher
than 1, where the budget lasts. Targets from 96.6% on keep every factor, and targets below 25% have no alert.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from dogwatch.declare.declaration import beside
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.objectives import Promise
from dogwatch.declare.slo import TIME_FRAMES, Slo
from dogwatch.query import TimeFrame, burn_rate, error_budget
from dogwatch.values import Duration, Percent


@dataclass(frozen=True)
class Pair:
    """A factor by which the budget burns faster than it lasts, and the two windows in which it has to."""

    factor: float
    long_window: str
    short_window: str


_WINDOWS = (("1h", "5m"), ("6h", "30m"), ("24h", "120m"))
_FACTORS: dict[TimeFrame, tuple[float, float, float]] = {
    "7d": (16.8, 5.6, 2.8),
    "30d": (14.4, 6, 3),
    "90d": (21.6, 10.8, 4.5),
}
_REACHED = Fraction(3, 4)
_IS_NOTHING = "no events burn no budget: whether any come is for Traffic(min=...) to tell"


def pairs(target: Percent, over: TimeFrame) -> list[Pair]:
    """The pairs of windows for a target, the fastest first, with factors that it can reach."""
    highest = _highest_factor(target)
    chosen: list[Pair] = []
    for factor, (long, short) in zip(_FACTORS[over], _WINDOWS, strict=True):
        pair = Pair(min(factor, highest), long, short)
        if pair.factor > 1 and (not chosen or pair.factor < chosen[-1].factor):
            chosen.append(pair)
    return chosen


def burns_fast(promises: Iterable[Promise]) -> bool:
    """Whether some of these promises have an alert on a fast burn of their budget, which may wake somebody."""
    return any(pairs(promise.target, TIME_FRAMES[promise.over.seconds]) for promise in promises)


def burn_rates(slo: Slo) -> Iterator[Monitor]:
    """A monitor per pair of windows; the fastest may wake somebody, the others only notify, and matter less."""
    for place, pair in enumerate(pairs(slo.target, slo.time_frame)):
        gone = _share_gone(pair, slo.over)
        measured = burn_rate(
            slo.reference, slo.time_frame, long_window=pair.long_window, short_window=pair.short_window
        )
        yield Monitor(
            f"{slo.name}-burn-{pair.long_window}",
            type="slo alert",
            title=f"{slo.name}: {gone} of the error budget went in {pair.long_window}",
            what=(
                f"{gone} or more of the error budget of {slo.time_frame} went in {pair.long_window}: it burns "
                f"{{{{value}}}} times as fast as allowed, and all of it would last {_lasting(pair, slo.over)} at most."
            ),
            query=measured > pair.factor,
            pages=None if place == 0 else False,
            milder=place,
            absence=_IS_NOTHING,
            **beside(slo),
        )


def budget_gone(slo: Slo, share: Percent) -> Monitor:
    """A monitor that tells when a share of the error budget is used up, however slowly."""
    return Monitor(
        f"{slo.name}-budget",
        type="slo alert",
        title=f"{slo.name}: {share} of the error budget is gone",
        what=f"{{{{value}}}}% of the error budget of {slo.time_frame} is gone; the target is {slo.target}.",
        query=error_budget(slo.reference, slo.time_frame) > share.fraction * 100,
        pages=False,
        milder=2,
        absence=_IS_NOTHING,
        **beside(slo),
    )


@lru_cache(maxsize=64)  # a catalog promises the same few shares of each of its features
def _highest_factor(target: Percent) -> float:
    """Three quarters of the burn rate at which everything fails, rounded down to two decimals."""
    budget = 1 - Fraction(target.fraction).limit_denominator(100_000)
    return int(_REACHED / budget * 100) / 100


def _share_gone(pair: Pair, over: Duration) -> str:
    """How much of the budget is gone after the long window."""
    share = pair.factor * Duration.parse(pair.long_window).seconds / over.seconds
    return f"{share * 100:.2f}".rstrip("0").rstrip(".") + "%"


def _lasting(pair: Pair, over: Duration) -> str:
    hours = over.seconds / pair.factor / 3600
    return f"{hours:.0f} hours" if hours < 72 else f"{hours / 24:.0f} days"
