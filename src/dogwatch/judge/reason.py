"""Why an evaluation came to its verdict, and how that reads."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from dogwatch.query import plain

from .monitor import Monitor
from .status import Status


class Reason(IntEnum):
    """Why an evaluation came to its verdict."""

    COMPARED = 0
    NEVER_SEEN = 1
    NOT_FULL = 2
    NEW_GROUP = 3
    KEPT = 4
    AS_ZERO = 5
    MISSING = 6
    RESOLVED = 7
    AUTO_RESOLVED = 8
    DROPPED = 9
    BY_HAND = 10


# By their numbers, as `STATUSES`.
REASONS: Final = tuple(Reason)


def explained(monitor: Monitor, reason: Reason, value: float, verdict: Status, empty: int, parts: int) -> str:
    """The reason in words, for a value (NaN for none) and, with a full window required, its empty parts."""
    words = monitor.subject.words
    if words is not None and reason in (Reason.COMPARED, Reason.NOT_FULL):
        return words[verdict].format(value=_number(value))
    match reason:
        case Reason.COMPARED | Reason.AS_ZERO:
            what = "no data count as 0" if reason is Reason.AS_ZERO else _number(value)
            return f"{what}{_against(monitor, verdict)}"
        case Reason.NOT_FULL:
            return f"{empty} of {parts} parts of the window are empty: a full window is required"
        case Reason.NEW_GROUP:
            return f"the group is new for {monitor.new_for} s"
        case Reason.MISSING:
            return "no data in the window"
        case Reason.KEPT:
            return "no data in the window: the state stays"
        case Reason.RESOLVED:
            return "no data in the window, which is OK here"
        case Reason.AUTO_RESOLVED:
            return f"no data for {(monitor.options.resolves_after or 0) // 3600} h: resolved"
        case Reason.DROPPED:
            return f"no data for {monitor.retention // 3600} h: the group is dropped"
        case Reason.NEVER_SEEN:
            return "no data ever"
        case Reason.BY_HAND:
            return "resolved by hand"


def _against(monitor: Monitor, verdict: Status) -> str:
    limits = monitor.subject.limits
    if limits is None:
        return ""
    threshold = limits.crossed(verdict)
    is_so = "" if verdict in (Status.WARN, Status.ALERT) else "not "
    return f" is {is_so}{limits.comparator} {plain(threshold) if threshold is not None else ''}".rstrip()


def still(monitor: Monitor, value: float, state: Status) -> str:
    """Why a group stays in a state that its value alone would not put it in."""
    limits = monitor.subject.limits
    recovery = None if limits is None else limits.recovery(state)
    if limits is None or recovery is None:
        return ""
    return f"{_number(value)} is still {limits.comparator} {plain(recovery)}, where it recovers"


def _number(value: float) -> str:
    return "no value" if value != value else plain(round(value, 6))
