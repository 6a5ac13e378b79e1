"""SLOs of time slices: how long a value was as it should be."""

from __future__ import annotations

import numpy as np

from dogwatch.measure import Plan, Store

from . import cells
from .objective import Slices
from .tally import Tally, tally


class SliceReader:
    """Judges the slices of an SLO. Raises NotEvaluated for what is refused, here or when it reads."""

    def __init__(self, store: Store, slices: Slices) -> None:
        self._slices = slices
        self._plan = Plan(store, slices.formula, slices.queries)

    def tally(self, begin: int, end: int) -> Tally:
        """The seconds that each group was up, from a little before `begin` to the end of the last whole slice.

        Slices of which finer cells are not kept any more are up like those that are missing.
        """
        length = self._slices.seconds
        begin, end = begin - begin % length, max(end - end % length, begin - begin % length + length)
        kept = min(max(begin, self._plan.store.tiers[1].since), end - length)
        found = cells.read_each(self._plan, kept, end, length)
        edges = found.edges if kept == begin else np.concatenate([[begin], found.edges])
        up = self._slices.is_up(cells.taken(found, found.groups or ((),)))
        if kept != begin:
            up = np.concatenate([np.ones((len(up), 1)), up], axis=1)
        seconds = np.diff(edges).astype(np.float64)
        made = tally(found.keys, found.groups or ((),), edges, up * seconds, np.broadcast_to(seconds, up.shape))
        return made._replace(is_seen=bool(found.groups))
