"""Verdicts to states: a fold over time, for all groups at once, from one change of verdicts to the next."""

from __future__ import annotations

import numpy as np

from .limits import HOLDS_ALERT, HOLDS_WARN
from .status import Flags, Status, Statuses

_COUNT = len(Status)


def _after(state: int, verdict: int, held: int) -> int:
    """The state after an evaluation (docs: monitors/guide/recovery-thresholds).

    What is held for a group in WARN is held for one in ALERT too: it comes down by one step at a time.
    """
    if verdict == Status.SKIPPED:
        return state
    if verdict in (Status.OK, Status.WARN, Status.ALERT):
        if state == Status.ALERT and held & HOLDS_ALERT:
            return Status.ALERT
        if state in (Status.WARN, Status.ALERT) and held & HOLDS_WARN:
            return max(verdict, Status.WARN)
    return verdict


# [verdict + 6 * held, state]: each row, applied twice, comes to what it comes to once, so that only changes count.
_NEXT = np.array(
    [[_after(state, verdict, held) for state in range(_COUNT)] for held in range(4) for verdict in range(_COUNT)],
    dtype=np.int8,
)


def folded(state: Statuses, verdicts: Statuses, held: Flags | None) -> Statuses:
    """[group, instant]: the states that the verdicts lead to, from the state that each group has before."""
    codes = verdicts if held is None else verdicts + np.int8(_COUNT) * held.astype(np.int8)
    rows, count = codes.shape
    if not rows or not count:
        return codes.copy()
    is_change = np.ones(codes.shape, dtype=bool)
    np.not_equal(codes[:, 1:], codes[:, :-1], out=is_change[:, 1:])
    if not is_change[:, 1:].any():
        return np.repeat(_NEXT[codes[:, 0], state][:, None], count, axis=1)
    at = np.flatnonzero(is_change)
    code = codes.reshape(-1)[at]
    changes = np.count_nonzero(is_change, axis=1)
    starts = np.cumsum(changes) - changes
    found = np.empty(len(at), dtype=np.int8)
    now, going = state.copy(), np.arange(rows)
    for turn in range(int(changes.max())):
        going = going[changes[going] > turn]
        places = starts[going] + turn
        found[places] = now[going] = _NEXT[code[places], now[going]]
    return np.repeat(found, np.diff(np.append(at, rows * count))).reshape(rows, count)
