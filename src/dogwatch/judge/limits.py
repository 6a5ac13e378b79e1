"""What a value is compared with: thresholds, and those that it has to pass to recover."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Self

import numpy as np

from dogwatch.query import Comparator

from .status import Flags, Status, Statuses

_COMPARES: Final[dict[str, np.ufunc]] = {
    ">": np.greater,
    ">=": np.greater_equal,
    "<": np.less,
    "<=": np.less_equal,
    "==": np.equal,
    "!=": np.not_equal,
}
# Bits of `Limits.held`.
HOLDS_WARN: Final = 1
HOLDS_ALERT: Final = 2


@dataclass(frozen=True)
class Limits:
    """Thresholds of one comparison, in the unit of the values; None for one that is not set."""

    comparator: Comparator
    critical: float
    warning: float | None = None
    critical_recovery: float | None = None
    warning_recovery: float | None = None

    @classmethod
    def of(cls, comparator: Comparator, critical: float, thresholds: Mapping[str, Any]) -> Self:
        """The limits of a query that compares with `critical`, and of `options.thresholds`."""
        others = ("warning", "critical_recovery", "warning_recovery")
        return cls(comparator, float(critical), *[_number(thresholds.get(name)) for name in others])

    def levels(self, values: np.ndarray[Any, np.dtype[np.float64]]) -> Statuses:
        """OK, WARN or ALERT for each value, NO_DATA for NaN; critical is looked at first."""
        compares = _COMPARES[self.comparator]
        found = np.full(values.shape, Status.OK, dtype=np.int8)
        if self.warning is not None:
            found[compares(values, self.warning)] = Status.WARN
        found[compares(values, self.critical)] = Status.ALERT
        found[np.isnan(values)] = Status.NO_DATA
        return found

    def held(self, values: np.ndarray[Any, np.dtype[np.float64]]) -> Flags | None:
        """For each value whether a group in WARN or in ALERT stays there; None where no recovery threshold is set.

        A group recovers once the value is on the other side of the recovery threshold by the same comparison: for `>`
        when it is `<=` (docs: monitors/guide/recovery-thresholds).
        """
        if self.critical_recovery is None and self.warning_recovery is None:
            return None
        compares = _COMPARES[self.comparator]
        found = np.zeros(values.shape, dtype=np.uint8)
        if self.warning_recovery is not None:
            found[compares(values, self.warning_recovery)] |= HOLDS_WARN
        if self.critical_recovery is not None:
            found[compares(values, self.critical_recovery)] |= HOLDS_ALERT
        found[np.isnan(values)] = 0
        return found

    def crossed(self, status: Status) -> float | None:
        """The threshold that a state is about."""
        return self.warning if status is Status.WARN else self.critical

    def recovery(self, state: Status) -> float | None:
        """The threshold that a value has to pass for a group to leave a state, where there is one of its own."""
        return self.warning_recovery if state is Status.WARN else self.critical_recovery


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
