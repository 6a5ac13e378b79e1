"""When groups had data, at each instant: whether they ever had, since when they are known, and since when silent."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .memory import NEVER, Memory
from .monitor import Monitor
from .readings import Ints, Mask


class Silence(NamedTuple):
    """[group, instant]: whether data are missing, and are so though the group had some before.

    `quiet` is for how many seconds evaluations have been without data, 0 where there are some; `age` for how many the
    group has been there, which begins anew when it was gone for as long as groups are kept.
    """

    missing: Mask
    lost: Mask
    quiet: Ints
    age: Ints


def silence(monitor: Monitor, instants: Ints, missing: Mask, memory: Memory) -> Silence:
    """How it is at the instants; the memory learns how it was at the last."""
    if not missing.any() and (memory.last > memory.empty).all():
        memory.last = np.full(len(missing), instants[-1])
        none = np.broadcast_to(np.int64(0), missing.shape)
        return Silence(missing, missing, none, instants - memory.first[:, None])
    present = ~missing
    had = _shifted(memory.last > memory.empty, present)
    last = np.maximum.accumulate(np.where(present, instants, memory.last[:, None]), axis=1)
    empty = np.maximum.accumulate(np.where(had & missing, instants, memory.empty[:, None]), axis=1)
    is_new = _shifted(memory.last, last) == NEVER
    if monitor.subject.keys:
        since = _shifted(memory.empty, empty)
        is_new |= ~had & (instants - since >= monitor.retention)
    first = np.maximum.accumulate(np.where(present & is_new, instants, memory.first[:, None]), axis=1)
    memory.first, memory.last, memory.empty = first[:, -1].copy(), last[:, -1].copy(), empty[:, -1].copy()
    seen = last != NEVER
    return Silence(missing, missing & seen, np.where(missing & seen, instants - empty, 0), instants - first)


def _shifted(before: np.ndarray, cells: np.ndarray) -> np.ndarray:
    """What was true one instant earlier."""
    return np.concatenate([before[:, None], cells[:, :-1]], axis=1)
