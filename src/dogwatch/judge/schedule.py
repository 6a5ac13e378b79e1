"""Custom schedules: the instants that recurrence rules name (docs: monitors/guide/custom_schedules)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

import numpy as np

from .readings import Ints
from .refusal import refused

if TYPE_CHECKING:
    from dateutil.rrule import rrule

Recurrence = Mapping[str, Any]

# Shorter ones, and rules that say when they begin or how long they last, are not taken by Datadog either.
_RULE: Final = re.compile(r"(?:RRULE:)?(?:[A-Z]+=[^;=]+;)*FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[^;=]+)*;?")
_NOT_TAKEN: Final = re.compile(r"\b(?:DTSTART|DTEND|DURATION|BYSECOND)\b")
_PUT_BACK: Final = timedelta(hours=2)
# Where a recurrence does not say when it begins.
_START: Final = "1970-01-01T00:00:00"


def scheduled(recurrences: Sequence[Recurrence], after: int, until: int) -> Ints:
    """The instants of all recurrences after a second, up to and with another, in order."""
    found = {instant for each in recurrences for instant in _between(each, after, until)}
    return np.array(sorted(found), dtype=np.int64)


def check(recurrences: Sequence[Recurrence]) -> None:
    """Raises NotEvaluated for a rule that cannot be followed."""
    for each in recurrences:
        rule = str(each.get("rrule") or "")
        if not _RULE.fullmatch(rule) or _NOT_TAKEN.search(rule):
            _refuse(each)
        try:
            _rule(rule, str(each.get("start") or _START))
            ZoneInfo(str(each.get("timezone") or "UTC"))
        except (ValueError, KeyError, OSError):
            _refuse(each)


def _refuse(recurrence: Recurrence) -> None:
    seen = f"the recurrence {dict(recurrence)} cannot be followed"
    raise refused("custom-schedule", seen, "write an rrule such as FREQ=DAILY;INTERVAL=1, a start and a timezone")


def _between(recurrence: Recurrence, after: int, until: int) -> list[int]:
    """The rule goes by the clock on the wall of its time zone."""
    zone = ZoneInfo(str(recurrence.get("timezone") or "UTC"))
    rule = _rule(str(recurrence["rrule"]), str(recurrence.get("start") or _START))
    first, last = (datetime.fromtimestamp(second, zone).replace(tzinfo=None, fold=0) for second in (after, until))
    # The clock may have been put forward or back in between.
    moments = rule.between(first - _PUT_BACK, last + _PUT_BACK, inc=True)
    instants = [int(moment.replace(tzinfo=zone).timestamp()) for moment in moments]
    return [instant for instant in instants if after < instant <= until]


@lru_cache(maxsize=1024)
def _rule(text: str, start: str) -> rrule:
    from dateutil.rrule import rrule, rrulestr

    rule = rrulestr(text, dtstart=datetime.fromisoformat(start), cache=True)
    assert isinstance(rule, rrule)
    return rule
