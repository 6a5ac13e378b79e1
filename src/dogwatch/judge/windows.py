"""From when to when a monitor looks at its data at each instant."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from dogwatch.measure import Windows
from dogwatch.query import Current, Last

from .cadence import cadence
from .monitor import Monitor
from .options import HOUR
from .readings import Ints


def windows(monitor: Monitor, window: Last | Current, instants: Ints) -> list[Windows]:
    """The windows at the instants, those that slide by an equal step together.

    Each ends `evaluation_delay` before its instant (docs: monitors/configuration).
    """
    ends = instants - monitor.options.evaluation_delay
    if isinstance(window, Current):
        begins = [began(window, monitor.options.evaluation_window, end) for end in ends.tolist()]
        return [Windows(begin, end - begin) for begin, end in zip(begins, ends.tolist(), strict=True)]
    if monitor.options.recurrences:
        return [Windows(end - window.seconds, window.seconds) for end in ends.tolist()]
    return [Windows(int(ends[0]) - window.seconds, window.seconds, cadence(window.seconds), len(ends))]


def began(window: Current, options: Mapping[str, Any], end: int) -> int:
    """When the hour, day or month began that a moment is the end of, or in the middle of.

    The options are those of `evaluation_window`, which say at which minute, at which time of the day, and in which time
    zone; UTC unless they do.
    """
    if window.unit == "1h":
        offset = int(options.get("hour_starts") or 0) * 60
        return (end - offset - 1) // HOUR * HOUR + offset
    hour, minute = _time(options.get("day_starts"))
    now = datetime.fromtimestamp(end, ZoneInfo(options.get("timezone") or "UTC"))
    start = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if window.unit == "1d":
        return int((start if start.timestamp() < end else start - timedelta(days=1)).timestamp())
    day = int(options.get("month_starts") or 1)
    in_month = _on(start, day)
    return int(
        (in_month if in_month.timestamp() < end else _on(start.replace(day=1) - timedelta(days=1), day)).timestamp()
    )


def _on(moment: datetime, day: int) -> datetime:
    """The same time on that day of the month, or on the last that it has."""
    return moment.replace(day=min(day, monthrange(moment.year, moment.month)[1]))


def seconds_of_parts(window: Last | Current) -> int:
    """The length of the parts that a full window has data in (docs: monitors/types/metric, data window)."""
    if isinstance(window, Current):
        return 0
    return {"m": 60, "h": 600, "d": HOUR, "w": HOUR, "mo": 4 * HOUR}[window.unit]


def _time(text: str | None) -> Sequence[int]:
    """The hour and the minute of `04:30`."""
    return [int(part) for part in (text or "00:00").split(":")]
