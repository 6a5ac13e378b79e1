"""Custom schedules: the instants that recurrence rules name (docs: monitors/guide/custom_schedules)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

import numpy as np

from .readings import Ints
from .recurrence import Recurrence
from .refusal import refused

_SHORTER: Final = re.compile(r"FREQ=(?:HOURLY|MINUTELY|SECONDLY)", re.IGNORECASE)
# Where a recurrence does not say when it begins.
_START: Final = "1970-01-01T00:00:00"


def scheduled(recurrences: Sequence[Mapping[str, Any]], after: int, until: int) -> Ints:
    """The instants of all recurrences after a second, up to and with another, in order."""
    found = {first for each in recurrences for first, _ in _recurrence(each).spans(after + 1, until + 1)}
    return np.array(sorted(found), dtype=np.int64)


def check(recurrences: Sequence[Mapping[str, Any]]) -> None:
    """Raises NotEvaluated for a rule that cannot be followed."""
    for each in recurrences:
        mistake = _mistake(each)
        if mistake is not None:
            seen = f"the recurrence {dict(each)} cannot be followed: {mistake}"
            raise refused("custom-schedule", seen, "write an rrule such as FREQ=DAILY;INTERVAL=1, a start, a timezone")


def _mistake(recurrence: Mapping[str, Any]) -> str | None:
    if _SHORTER.search(str(recurrence.get("rrule") or "")):
        return "a schedule is of days or longer"
    try:
        return _recurrence(recurrence).mistake
    except ValueError as error:  # from its start
        return str(error)


def _recurrence(recurrence: Mapping[str, Any]) -> Recurrence:
    """A run takes no time; a second stands for it."""
    start = datetime.fromisoformat(str(recurrence.get("start") or _START))
    zone = str(recurrence.get("timezone") or "UTC")
    return Recurrence(str(recurrence.get("rrule") or ""), start.replace(tzinfo=None), 1, zone)
