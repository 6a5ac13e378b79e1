"""Spans of time as Datadog writes them: `live_span`, a number of units, fixed ends, and texts such as 4h."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Final

DAY: Final = 86400
_UNITS: Final = {"minute": 60, "hour": 3600, "day": DAY, "week": 7 * DAY, "month": 30 * DAY, "year": 365 * DAY}
_LETTERS: Final = {"m": 60, "h": 3600, "d": DAY, "w": 7 * DAY, "mo": 30 * DAY, "y": 365 * DAY}
_SPAN: Final = re.compile(r"(\d{1,4})(mo|[mhdwy])")

# What a page offers, and what it shows unless the dashboard says something else (docs: dashboards, time frames).
OFFERED: Final = ("15m", "1h", "4h", "1d", "2d", "1w", "1mo")
USUAL: Final = "1h"


def seconds(span: str) -> int | None:
    """The seconds of a span such as 4h, 1d or 1mo; None for what is none."""
    match = _SPAN.fullmatch(span)
    return int(match[1]) * _LETTERS[match[2]] or None if match else None


def window(time: Any, now: int) -> tuple[int, int] | None:
    """The beginning and the end that a widget's `time` means; None where it has none, as with `{}`."""
    if not isinstance(time, Mapping):
        return None
    if isinstance(time.get("from"), int) and isinstance(time.get("to"), int) and time["from"] < time["to"]:
        return time["from"], time["to"]
    length = _length(time, now)
    return None if length is None else (now - length, now)


def _length(time: Mapping[str, Any], now: int) -> int | None:
    if isinstance(span := time.get("live_span"), str):
        return _since(span, now) or seconds(span)
    unit, value = time.get("unit"), time.get("value")
    if unit in _UNITS and isinstance(value, int) and value > 0:
        return value * _UNITS[unit]
    return None


def _since(span: str, now: int) -> int | None:
    """The seconds since the week (from Sunday on) or the month began, in UTC."""
    moment = datetime.fromtimestamp(now, UTC)
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    match span:
        case "week_to_date":
            first = midnight - timedelta(days=(moment.weekday() + 1) % 7)
        case "month_to_date":
            first = midnight.replace(day=1)
        case _:
            return None
    return max(60, int((moment - first).total_seconds()))
