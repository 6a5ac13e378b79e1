"""A load that follows the day and the week."""

from __future__ import annotations

from typing import Final

import attrs
import numpy as np

from dogwatch.errors import UsageError

from .amount import Unit
from .shape import Floats, Ints, Shape, Shaped, same_unit, shaped

_HOUR: Final = 3600
_DAY: Final = 86400
# 1 January 1970 was a Thursday: so many days later a week begins.
_MONDAY: Final = 4


@attrs.frozen
class Daily(Shape):
    """Most at the `peak`, in seconds of the day (UTC), least twelve hours from it, and a wave between."""

    day: Shape
    night: Shape
    peak: int

    @property
    def unit(self) -> Unit:
        return self.day.unit

    def at(self, times: Ints, since: int) -> Floats:
        high = (1 + np.cos(2 * np.pi * (times % _DAY - self.peak) / _DAY)) / 2
        found: Floats = self.night.at(times, since) * (1 - high) + self.day.at(times, since) * high
        return found


@attrs.frozen
class Weekly(Shape):
    """One shape from Monday to Friday, another on Saturday and Sunday (UTC)."""

    weekdays: Shape
    weekend: Shape

    @property
    def unit(self) -> Unit:
        return self.weekdays.unit

    def at(self, times: Ints, since: int) -> Floats:
        is_weekend = (times // _DAY - _MONDAY) % 7 >= 5
        return np.where(is_weekend, self.weekend.at(times, since), self.weekdays.at(times, since))


def daily(day: Shaped, night: Shaped, *, peak: str = "15:00") -> Shape:
    """A wave with the rhythm of the day: `daily("50/s", "2/s", peak="15:00")`, by UTC."""
    found = Daily(shaped(day), shaped(night), _clock(peak))
    same_unit("daily", found.day, found.night)
    return found


def weekly(weekdays: Shaped, weekend: Shaped) -> Shape:
    """One load from Monday to Friday and another on Saturday and Sunday, each of which may be `daily`."""
    found = Weekly(shaped(weekdays), shaped(weekend))
    same_unit("weekly", found.weekdays, found.weekend)
    return found


def _clock(time: str) -> int:
    hour, _, minute = time.partition(":")
    if not (hour.isdigit() and minute.isdigit() and int(hour) < 24 and int(minute) < 60):
        raise UsageError(f"peak={time!r} is no time of the day; write one like '15:00'")
    return int(hour) * _HOUR + int(minute) * 60
