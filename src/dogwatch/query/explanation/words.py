"""Words for numbers, windows and comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dogwatch.query.number import plain
from dogwatch.query.window import Ago, Current, Last, Next, Shift, Window

_UNITS = {"m": "minute", "h": "hour", "d": "day", "w": "week", "mo": "month"}
_COMPARED = {">": "above", ">=": "at or above", "<": "below", "<=": "at or below", "==": "at", "!=": "at all but"}


def listed(words: Sequence[str], joining: str = "and") -> str:
    """`a`, `a and b`, `a, b and c`."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joining} {words[-1]}"


def per(groups: Iterable[str]) -> str:
    """`, per host and region`; nothing for no groups."""
    keys = list(groups)
    return f", per {listed(keys)}" if keys else ""


def alerts(comparator: str, threshold: int | float | None) -> str:
    """When a monitor alerts."""
    number = "the threshold that its options ask for" if threshold is None else plain(threshold)
    return f"alerts {_COMPARED[comparator]} {number}"


def window(looked_at: Window | None) -> str:
    """`over the last 5 minutes`."""
    match looked_at:
        case Last(count, unit):
            return f"over the last {_counted(count, unit)}"
        case Next(count, unit):
            return f"over the next {_counted(count, unit)}"
        case Current(unit):
            return f"over the current {_UNITS[unit[1:]]}"
        case None:
            return "over a window"


def earlier(shift: Shift) -> str:
    """`an hour earlier`."""
    match shift:
        case Last(count, unit) | Ago(count, unit):
            article = "an" if unit == "h" else "a"
            return f"{article} {_UNITS[unit]} earlier" if count == 1 else f"{_counted(count, unit)} earlier"


def _counted(count: int, unit: str) -> str:
    return _UNITS[unit] if count == 1 else f"{count} {_UNITS[unit]}s"
