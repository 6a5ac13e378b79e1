"""SLOs of metrics: good events of all events."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dogwatch.judge.refusal import refused
from dogwatch.measure import Plan, Store

from . import cells
from .cells import Cells
from .objective import Events
from .tally import Floats, Group, Ints, Tally, summed


class EventReader:
    """Counts the events of an SLO. Raises NotEvaluated for what is refused, here or when it reads."""

    def __init__(self, store: Store, events: Events) -> None:
        self._counts_bad = events.bad is not None
        other = events.bad or events.total
        assert other is not None  # an SLO has one of the two
        self._good, self._other = (Plan(store, side, events.queries) for side in (events.good, other))

    def tally(self, begin: int, end: int) -> Tally:
        """Good events and all events of each group, from a little before `begin` to before `end`."""
        return self._together(*(cells.read(plan, begin, end) for plan in (self._good, self._other)))

    def whole(self, begin: int, end: int) -> Tally:
        """The same in few cells, for one who asks about all of that time and no part of it."""
        sides = (self._good, self._other)
        read = cells.read_whole if all(plan.adds_up for plan in sides) else cells.read
        return self._together(*(read(plan, begin, end) for plan in sides))

    def _together(self, good: Cells, other: Cells) -> Tally:
        if good.keys != other.keys:
            sides = [", ".join(each.keys) or "nothing" for each in (good, other)]
            raise refused(
                "sides-of-an-sli",
                f"one side is grouped by {sides[0]}, the other by {sides[1]}",
                "group both by the same keys",
            )
        groups = tuple(sorted({*good.groups, *other.groups})) or ((),)
        a, b = (_events_before(each, groups, good.edges) for each in (good, other))
        return Tally(good.keys, groups, good.edges, a, a + b if self._counts_bad else b)


def _events_before(found: Cells, groups: Sequence[Group], edges: Ints) -> Floats:
    """[group, edge] how many events were before each edge; what is missing is none."""
    sums = summed(np.nan_to_num(cells.taken(found, groups)))
    if np.array_equal(found.edges, edges):
        return sums
    # A query with a rollup of its own has other cells.
    return np.stack([np.interp(edges, found.edges, row) for row in sums])
