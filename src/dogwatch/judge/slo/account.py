"""The account of an SLO: what was measured, without what is corrected, and how it stands to its targets."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

import numpy as np

from dogwatch.measure import Store

from . import budget
from .correction import Correction, corrected
from .events import EventReader
from .objective import Events, Monitors, Objective, Slices, Threshold
from .slices import SliceReader
from .tally import Tally, all_up, together
from .uptime import Courses, uptime

# The courses of the members of an SLO of monitors.
Members: TypeAlias = Callable[[Monitors], Courses]


class Measured(NamedTuple):
    """The tally of all there is, and that of each group, or each monitor; no group where nothing is grouped by."""

    overall: Tally
    groups: Tally


class Standing(NamedTuple):
    """How an SLO, or a group of one, stands: events or seconds, percentages, NaN where nothing was counted."""

    good: float
    total: float
    sli: float
    remaining: float
    state: budget.State

    def left(self, threshold: Threshold) -> float:
        """How many events, or seconds, may still be bad."""
        return budget.left(self.good, self.total, threshold.target)


class Account:
    """Judges one SLO again and again.

    `members` gives the courses of monitors to an SLO of them. Raises NotEvaluated for what is refused.
    """

    def __init__(
        self,
        store: Store,
        objective: Objective,
        corrections: Iterable[Correction] = (),
        members: Members | None = None,
    ) -> None:
        self.objective = objective
        self.corrections = list(corrections)
        self._read = _reader(store, objective, members)

    def measured(self, begin: int, end: int) -> Measured:
        """What was measured from `begin` to before `end`, in seconds since 1970, and perhaps a little before."""
        groups = self._read(begin, end)
        is_events = self.objective.type == "metric"
        overall = together(groups) if is_events else all_up(groups)
        counts_as_up = self.objective.type == "time_slice"
        return Measured(*(corrected(each, self.corrections, counts_as_up=counts_as_up) for each in (overall, groups)))

    def standing(self, timeframe: str, now: int) -> Standing:
        """How all of it stands at an instant over one of its windows."""
        threshold = self.objective.thresholds[timeframe]
        begin = now - threshold.seconds
        (found,) = standings(self.measured(begin, now).overall, threshold, begin, now)
        return found


def standings(found: Tally, threshold: Threshold, begin: int, end: int) -> list[Standing]:
    """How each group stands to a target over a window. Where no value was seen, nobody says that a promise is kept."""
    good, total = found.between(begin, end)
    slis = budget.sli(good, total) if found.is_seen else np.full(good.shape, np.nan)
    return [_standing(threshold, *row) for row in np.hstack([good, total, slis]).tolist()]


def _standing(threshold: Threshold, good: float, total: float, sli: float) -> Standing:
    left = budget.remaining(sli, threshold.target)
    return Standing(good, total, sli, left, budget.state(sli, threshold.target, threshold.warning))


def _reader(store: Store, objective: Objective, members: Members | None) -> Callable[[int, int], Tally]:
    match objective.indicator:
        case Events() as events:
            return EventReader(store, events).tally
        case Slices() as slices:
            return SliceReader(store, slices).tally
        case Monitors() as monitors:
            if members is None:
                raise ValueError("an SLO of monitors is judged by their states; pass `members`")
            return lambda begin, end: uptime(members(monitors), begin, end, "group" if monitors.groups else "monitor")
