"""Which transition of a message a notice is, and by what words."""

from __future__ import annotations

from typing import Final

from dogwatch.judge.status import Status
from dogwatch.judge.transition import Notice
from dogwatch.message import Transition

from .notification import AlertType

_AGAIN: Final = {
    Status.ALERT: Transition.RENOTIFY,
    Status.WARN: Transition.WARNING_RENOTIFY,
    Status.NO_DATA: Transition.NO_DATA_RENOTIFY,
}
_FROM: Final = {
    (Status.WARN, Status.ALERT): Transition.WARNING_TO_ALERT,
    (Status.NO_DATA, Status.ALERT): Transition.NO_DATA_TO_ALERT,
    (Status.ALERT, Status.WARN): Transition.ALERT_TO_WARNING,
    (Status.WARN, Status.OK): Transition.WARNING_RECOVERY,
    (Status.NO_DATA, Status.OK): Transition.NO_DATA_RECOVERY,
    (Status.UNKNOWN, Status.OK): Transition.UNKNOWN_RECOVERY,
}
_TO: Final = {
    Status.ALERT: Transition.ALERT,
    Status.WARN: Transition.WARNING,
    Status.NO_DATA: Transition.NO_DATA,
    Status.UNKNOWN: Transition.UNKNOWN,
    Status.OK: Transition.RECOVERY,
}
# As titles have it, and as `$ALERT_TRANSITION` of webhooks has it.
_TITLED: Final = {
    Status.ALERT: "Triggered",
    Status.WARN: "Warn",
    Status.NO_DATA: "No data",
    Status.UNKNOWN: "Unknown",
    Status.OK: "Recovered",
}
_TRANSITIONS: Final = {**_TITLED, Status.NO_DATA: "No Data"}
_TYPES: Final[dict[Status, AlertType]] = {
    Status.ALERT: "error",
    Status.WARN: "warning",
    Status.NO_DATA: "error",
    Status.UNKNOWN: "warning",
    Status.OK: "success",
}


def occasion(notice: Notice) -> Transition:
    """The transition for which blocks of a message are shown."""
    before, after = notice.transition.before, notice.status
    if notice.renotification:
        return _AGAIN[after]
    return _FROM.get((before, after)) or _TO[after]


def titled(notice: Notice) -> str:
    """What a title begins with: `Re-Triggered`."""
    return _again(notice) + _TITLED[notice.status]


def worded(notice: Notice) -> str:
    """The transition as webhooks have it: `Re-No Data`."""
    return _again(notice) + _TRANSITIONS[notice.status]


def alert_type(notice: Notice) -> AlertType:
    """The type of the event."""
    return _TYPES[notice.status]


def _again(notice: Notice) -> str:
    return "Re-" if notice.renotification else ""
