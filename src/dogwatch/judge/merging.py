"""Groups that are told of together: `notify_by` of fewer keys than the query groups by."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .monitor import Monitor
from .readings import Group, Ints
from .status import Statuses


class Merged(NamedTuple):
    """[group, instant]: the states of those that are told of apart, and the state of each before.

    `members` are the places of the groups of the query that each consists of, None where they are the same.
    """

    keys: tuple[str, ...]
    groups: tuple[Group, ...]
    before: Statuses
    states: Statuses
    members: list[Ints] | None


def merged(monitor: Monitor, groups: tuple[Group, ...], before: Statuses, states: Statuses) -> Merged:
    """The most severe state of the groups with the same values of `notify_by` (docs: monitors/guide/alert_aggregation).

    `["*"]` makes one of all.
    """
    keys, by = monitor.subject.keys, monitor.options.notify_by
    if by is None or not keys or set(keys) <= set(by):
        return Merged(keys, groups, before, states, None)
    kept = [place for place, key in enumerate(keys) if key in by]
    members: dict[Group, list[int]] = {}
    for place, group in enumerate(groups):
        members.setdefault(tuple([group[at] for at in kept]), []).append(place)
    sizes = [len(places) for places in members.values()]
    order = [place for places in members.values() for place in places]
    starts = np.cumsum([0, *sizes[:-1]]) if sizes else np.zeros(0, dtype=np.int64)
    return Merged(
        tuple([keys[at] for at in kept]),
        tuple(members),
        np.maximum.reduceat(before[order], starts) if sizes else before,
        np.maximum.reduceat(states[order], starts, axis=0) if sizes else states,
        [np.array(places) for places in members.values()],
    )
