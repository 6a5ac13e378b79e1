"""How many corrections an SLO may have (docs: service_level_objectives, slo status corrections)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dogwatch.judge import corrections_of
from dogwatch.local.api import errors

from .correction import Attributes

_DAY: Final = 86_400
# Those that are over for longer count no more.
_BACK: Final = 90 * _DAY
# Of those to come that recur the next one is looked for so far ahead.
_AHEAD: Final = 366 * _DAY
_MOST: Final = {"one-time": 100, "DAILY": 2, "WEEKLY": 3, "MONTHLY": 5}


def refuse_one_more(sent: Attributes, others: Iterable[Attributes], now: int) -> None:
    """400 for a correction of which the SLO has as many as it may have already, by how often they recur."""
    how = _how(sent)
    most = _MOST.get(how)
    if most is None:
        return
    slo = sent["slo_id"]
    counted = [each for each in others if each["slo_id"] == slo and _how(each) == how and _counts(each, now)]
    if len(counted) >= most:
        what = "one-time" if how == "one-time" else f"{how.lower()} recurring"
        raise errors.correction(f"an SLO can have {most} {what} corrections over 90 days, and {slo} has {len(counted)}")


def _how(attributes: Attributes) -> str:
    """How often it recurs: `DAILY`, `WEEKLY`, …, or `one-time`."""
    parts = (attributes["rrule"] or "FREQ=one-time").split(";")
    return next((part[5:] for part in parts if part.upper().startswith("FREQ=")), "")


def _counts(attributes: Attributes, now: int) -> bool:
    """Whether some of it lies within the last 90 days or is to come."""
    (correction,) = corrections_of([attributes], attributes["slo_id"], ())
    if correction.recurrence is None:
        return correction.end is None or correction.end > now - _BACK
    return next(iter(correction.spans(now - _BACK, now + _AHEAD)), None) is not None
