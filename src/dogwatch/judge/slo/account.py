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
        self._read, self._read_whole = _readers(store, objective, members)

    def measured(self, begin: int, end: int) -> Measured:
        """What was measured from `begin` to before `end`, in seconds since 1970, and perhaps a little before."""
        return self._measured(self._read(begin, end))

    def over(self, threshold: Threshold, begin: int, end: int) -> Standing:
        """How all of it stands to a target over one window. A correction may cut it anywhere, else few cells do."""
        read = self._read if self.corrections else self._read_whole
        (found,) = standings(self._measured(read(begin, end)).overall, threshold, begin, end)
        return found

    def _measured(self, groups: Tally) -> Measured:
        is_events = self.objective.type == "metric"
        overall = together(groups) if is_events else all_up(groups)
        counts_as_up = self.objective.type == "time_slice"
        return Measured(*(corrected(each, self.corrections, counts_as_up=counts_as_up) for each in (overall, groups)))

    def standing(self, timeframe: str, now: int) -> Standing:
        """How all of it stands at an instant over one of its windows."""
        threshold = self.objective.thresholds[timeframe]
        return self.over(threshold, now - threshold.seconds, now)


def standings(found: Tally, threshold: Threshold, begin: int, end: int) -> list[Standing]:
    """How each group stands to a target over a window. Where no value was seen, nobody says that a promise is kept."""
    good, total = found.between(begin, end)
    slis = budget.sli(good, total) if found.is_seen else np.full(good.shape, np.nan)
    return [_standing(threshold, *row) for row in np.hstack([good, total, slis]).tolist()]


def _standing(threshold: Threshold, good: float, total: float, sli: float) -> Standing:
    left = budget.remaining(sli, threshold.target)
    return Standing(good, total, sli, left, budget.state(sli, threshold.target, threshold.warning))


_Read: TypeAlias = Callable[[int, int], Tally]


def _readers(store: Store, objective: Objective, members: Members | None) -> tuple[_Read, _Read]:
    """Reads a window for those who ask about parts of it, and for those who ask about the whole."""
    match objective.indicator:
        case Events() as events:
            reader = EventReader(store, events)
            return reader.tally, reader.whole
        case Slices() as slices:
            of_slices = SliceReader(store, slices).tally
            return of_slices, of_slices
        case Monitors() as monitors:
            if members is None:
                raise ValueError("an SLO of monitors is judged by their states; pass `members`")
            key = "group" if monitors.groups else "monitor"

            def of_monitors(begin: int, end: int) -> Tally:
                return uptime(members(monitors), begin, end, key)

            return of_monitors, of_monitors
