"""The states of a group, and what an evaluation may say of it."""

from __future__ import annotations

from enum import IntEnum
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

Statuses: TypeAlias = npt.NDArray[np.int8]
Flags: TypeAlias = npt.NDArray[np.uint8]


class Status(IntEnum):
    """Of the states the greater one is the more severe (docs: monitors/types/composite).

    ABSENT is a group that has no state, or not yet; UNKNOWN is for service checks. An evaluation may also be SKIPPED,
    which leaves the state as it is.
    """

    ABSENT = 0
    OK = 1
    NO_DATA = 2
    UNKNOWN = 3
    WARN = 4
    ALERT = 5
    SKIPPED = 6

    @property
    def word(self) -> str:
        """As Datadog's API writes it; what was never evaluated is `No Data` there."""
        return _WORDS[self]

    @property
    def is_trouble(self) -> bool:
        """Whether somebody would want to hear of it."""
        return Status.NO_DATA <= self <= Status.ALERT


# By their numbers: looking one up takes a fifth of what making it of its number takes.
STATUSES: Final = tuple(Status)

_WORDS: Final = {
    Status.ABSENT: "No Data",
    Status.OK: "OK",
    Status.NO_DATA: "No Data",
    Status.UNKNOWN: "Unknown",
    Status.WARN: "Warn",
    Status.ALERT: "Alert",
    Status.SKIPPED: "Skipped",
}
