"""SLOs of monitors: how long they did not alert."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt

from .tally import Floats, Ints, Tally, tally


class Course(NamedTuple):
    """When a monitor, or a group of one, went down and up again: `down` holds from each of the `times` to the next."""

    times: Ints
    down: npt.NDArray[np.bool_]

    def at(self, times: Ints) -> Floats:
        """1 where it is up at a time and 0 where it is down; it is up before the first of its own."""
        place = np.searchsorted(self.times, times, side="right") - 1
        return np.where((place >= 0) & self.down[place], 0.0, 1.0) if len(self.times) else np.ones(len(times))


# By the name of a monitor, or of a group.
Courses: TypeAlias = Mapping[str, Course]


def uptime(courses: Courses, begin: int, end: int, key: str = "monitor") -> Tally:
    """The seconds that each monitor or group was up."""
    times = [each.times[(each.times > begin) & (each.times < end)] for each in courses.values()]
    edges = np.unique(np.concatenate([[begin, end], *times]).astype(np.int64))
    seconds = np.diff(edges).astype(np.float64)
    up = np.stack([each.at(edges[:-1]) for each in courses.values()]) if courses else np.zeros((0, len(seconds)))
    return tally((key,), tuple((name,) for name in courses), edges, up * seconds, np.broadcast_to(seconds, up.shape))
