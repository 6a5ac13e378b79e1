"""Where axes have their numbers, and what these say."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from dogwatch.draw.axis import Axis
from dogwatch.draw.units import NONE, counted, digits, scale

_STEPS: Final = (
    *(10, 20, 30, 60, 120, 300, 600, 900, 1800),
    *(3600, 7200, 4 * 3600, 6 * 3600, 12 * 3600),
    *(86400, 2 * 86400, 7 * 86400, 14 * 86400, 30 * 86400, 90 * 86400, 365 * 86400),
)
_DAY: Final = 86400


def of_values(axis: Axis, about: int = 5) -> list[tuple[float, str]]:
    """Round values on an axis, all of them in one unit."""
    if axis.scale == "log":
        return _powers(axis)
    unit = NONE if counted(axis.unit) else axis.unit
    chosen = scale(max(abs(axis.least), abs(axis.most)), unit)
    step = _round((axis.most - axis.least) / chosen.size / about, is_sixty=chosen.suffix in (" s", " min"))
    first = math.ceil(axis.least / chosen.size / step - 1e-9)
    last = math.floor(axis.most / chosen.size / step + 1e-9)
    decimals = max(0, -math.floor(math.log10(step) + 1e-9)) if step < 1 else 0
    return [
        (number * step * chosen.size, f"{number * step:.{min(decimals, 9)}f}{chosen.suffix}" if number else "0")
        for number in range(first, last + 1)
    ]


def of_times(begin: int, end: int, about: int = 5) -> list[tuple[int, str]]:
    """Round times from `begin` to `end`, in UTC."""
    step = next((each for each in _STEPS if each * about >= end - begin), _STEPS[-1])
    times = range(-(-begin // step) * step, end + 1, step)
    return [(time, _moment(time, step)) for time in times]


def _moment(time: int, step: int) -> str:
    at = datetime.fromtimestamp(time, UTC)
    if step >= _DAY or (time % _DAY == 0 and step >= 3600):
        return f"{at:%b} {at.day}"
    return f"{at:%H:%M:%S}" if step < 60 else f"{at:%H:%M}"


def _round(rough: float, *, is_sixty: bool) -> float:
    """The least of 1, 2, 5 times a power of ten that is no smaller; of times 15 and 30 too."""
    power = 10.0 ** math.floor(math.log10(rough))
    if is_sixty and 5 < rough <= 60:
        return next(each for each in (10.0, 15.0, 30.0, 60.0) if each >= rough)
    return next((each * power for each in (1, 2, 5) if each * power >= rough * (1 - 1e-9)), 10 * power)


def _powers(axis: Axis) -> list[tuple[float, str]]:
    """Powers of ten; on an axis with less than two of them those times 2 and 5 too, or whatever a plain one has."""
    least, most = (math.log10(max(each, 1e-12)) for each in (axis.least, axis.most))
    first, last = math.ceil(least - 1e-9), math.floor(most + 1e-9)
    if last > first:
        return [_power(axis, 10.0**power) for power in range(first, last + 1, max(1, (last - first) // 4))]
    values = (factor * 10.0**power for power in range(first - 1, last + 2) for factor in (1, 2, 5))
    found = [_power(axis, each) for each in values if axis.least <= each <= axis.most]
    return found if len(found) > 1 else of_values(replace(axis, scale="linear"))


def _power(axis: Axis, value: float) -> tuple[float, str]:
    chosen = scale(value, NONE if counted(axis.unit) else axis.unit)
    return value, f"{digits(value / chosen.size)}{chosen.suffix}"
