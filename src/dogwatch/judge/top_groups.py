"""Which groups a monitor on events or logs sees: those with the top values of its facets, and no others.

docs: monitors/types/log, monitors/types/event, define the search query: top values are determined by the first facet,
then by the second within those of the first, and so on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from .readings import Floats, Group, Mask
from .records import Record

# By how many facets a query has; there are no more than four.
MOST: Final = {1: 1000, 2: 30, 3: 10, 4: 5}

# The values of some records, one for each window.
Valued = Callable[[list[Record]], Floats]


def seen(groups: Mapping[Group, list[Record]], facets: int, valued: Valued) -> Mask | None:
    """[group, window]: whether a group is among those with the top values; None where all are.

    `groups` are the records by group, `facets` how many values each group has. Of equal values those first in the
    alphabet are seen.
    """
    most = MOST.get(facets, len(groups))
    if len(groups) <= most:
        return None
    found: Mask | None = None
    for depth in range(1, facets + 1):
        places = _places(groups, depth)
        if max(map(len, places.values())) > most:
            among = _among(groups, depth, places, most, valued)
            found = among if found is None else found & among
    return found


def _places(groups: Iterable[Group], depth: int) -> dict[Group, dict[str, list[int]]]:
    """The places of the groups by their first values and by the one at a depth."""
    places: defaultdict[Group, dict[str, list[int]]] = defaultdict(dict)
    for place, group in enumerate(groups):
        places[group[: depth - 1]].setdefault(group[depth - 1], []).append(place)
    return places


def _among(
    groups: Mapping[Group, list[Record]],
    depth: int,
    places: Mapping[Group, Mapping[str, list[int]]],
    most: int,
    valued: Valued,
) -> Mask:
    """[group, window]: whether its value at a depth is among the top ones beside which it stands."""
    every = list(groups.values())
    rows: dict[int, Mask] = {}
    for beside in places.values():
        names = sorted(beside)
        values = np.array([valued(_together([every[place] for place in beside[name]])) for name in names])
        for name, row in zip(names, _top(values, most), strict=True):
            rows |= dict.fromkeys(beside[name], row)
    return np.array([rows[place] for place in range(len(every))])


def _top(values: Floats, most: int) -> Mask:
    """[value, window]: whether it is one of the greatest; what is NaN comes last."""
    order = np.argsort(np.where(np.isnan(values), np.inf, -values), axis=0, kind="stable")
    ranks = np.empty_like(order)
    np.put_along_axis(ranks, order, np.arange(len(values))[:, None], axis=0)
    return ranks < most


def _together(several: Sequence[list[Record]]) -> list[Record]:
    """All their records in the order of time, each once: one with two values is in two groups."""
    if len(several) == 1:
        return several[0]
    return sorted({id(record): record for records in several for record in records}.values(), key=lambda each: each.at)
