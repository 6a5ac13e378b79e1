"""Units of values, and numbers written with them: 0.12 seconds as 120 ms, 1.5e6 bytes as 1.5 MB."""

from __future__ import annotations

import math
from functools import cache
from typing import Any, Final, NamedTuple

# The seconds of Datadog's units of time, and what is written for them (docs: metrics, units).
_TIMES: Final = {
    "nanosecond": 1e-9,
    "microsecond": 1e-6,
    "millisecond": 1e-3,
    "second": 1.0,
    "minute": 60.0,
    "hour": 3600.0,
    "day": 86400.0,
    "week": 604800.0,
}
_TIME_STEPS: Final = (
    (86400.0, "d"),
    (3600.0, "h"),
    (60.0, "min"),
    (1.0, "s"),
    (1e-3, "ms"),
    (1e-6, "µs"),
    (1e-9, "ns"),
)
_SIZES: Final = {
    "bit": 1 / 8,
    "byte": 1.0,
    "kibibyte": 2.0**10,
    "mebibyte": 2.0**20,
    "gibibyte": 2.0**30,
    "tebibyte": 2.0**40,
    "kilobyte": 1e3,
    "megabyte": 1e6,
    "gigabyte": 1e9,
    "terabyte": 1e12,
}
_SIZE_STEPS: Final = ((1e15, "PB"), (1e12, "TB"), (1e9, "GB"), (1e6, "MB"), (1e3, "kB"), (1.0, "B"))
_COUNT_STEPS: Final = ((1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"), (1.0, ""))
_PERCENT: Final = {"percent": 1.0, "fraction": 100.0, "percent_nano": 1e-7}
_PER: Final = {"second": "s", "minute": "min", "hour": "h", "day": "d", "millisecond": "ms"}
_LEAST: Final = 1e-4


class Unit(NamedTuple):
    """A unit by Datadog's name, `per` another; or a label of one's own."""

    name: str | None = None
    per: str | None = None
    label: str | None = None


NONE: Final = Unit()


class Scale(NamedTuple):
    """A number is divided by `size` and stands before `suffix`."""

    size: float
    suffix: str


def per_second(unit: Unit) -> Unit:
    return unit._replace(per="second")


def scale(value: float, unit: Unit) -> Scale:
    """What suits a number of this size: the largest that leaves at least 1, after rounding to three digits.

    0 has its own unit; what is tiny the smallest there is.
    """
    size, offered = abs(value), scales(unit)
    if not size:
        return min(offered, key=lambda each: abs(each.size - 1.0))
    return next((each for each in offered if size >= each.size * 0.9995), offered[-1])


@cache
def scales(unit: Unit) -> tuple[Scale, ...]:
    """All that numbers of a unit may be written in, the largest first."""
    if unit.label is not None:
        return _counts(f" {unit.label}" if unit.label[:1].isalpha() else unit.label)
    name, per = unit.name or "", f"/{_PER.get(unit.per, unit.per)}" if unit.per else ""
    if name in _PERCENT:
        return (Scale(1 / _PERCENT[name], f" %{per}"),)
    for family, steps in ((_TIMES, _TIME_STEPS), (_SIZES, _SIZE_STEPS)):
        if name in family:
            return tuple([Scale(step / family[name], f" {said}{per}") for step, said in steps])
    return _counts(f" {_plural(name)}{per}" if name else per)


def written(value: float, unit: Unit = NONE, precision: int | None = None) -> str:
    """A number as people read it, three digits unless the number of decimals is given: 1.23k, 120 ms, 1.5 MB."""
    if not math.isfinite(value):
        return "–"
    chosen = scale(value, unit)
    return f"{digits(value / chosen.size, precision)}{chosen.suffix}"


def brief(value: float, unit: Unit = NONE) -> str:
    """The same without the name of what is counted, which `counted` says once for a whole list."""
    return written(value, NONE if counted(unit) else unit)


def counted(unit: Unit) -> str:
    """The name of what is counted, such as `requests/s`; empty for units of time and size, which each number needs."""
    name = unit.name or ""
    if unit.label is not None or name in _PERCENT or name in _TIMES or name in _SIZES or unit == NONE:
        return ""
    return scale(0.0, unit).suffix.strip()


def unscaled(value: float, unit: Unit = NONE, precision: int | None = None) -> str:
    """A number in its own unit, as a query value without autoscale shows it."""
    if not math.isfinite(value):
        return "–"
    label = unit.label or (_plural(unit.name) if unit.name else "")
    space = " " if label[:1].isalpha() else ""
    return f"{value:,.{2 if precision is None else precision}f}{space}{label}"


def digits(value: float, precision: int | None = None) -> str:
    """The digits of a number, without zeros at the end unless the number of decimals is given."""
    if precision is not None:
        return f"{value:.{precision}f}"
    if value and abs(value) < _LEAST:
        return f"{value:.2g}"
    decimals = max(0, 2 - math.floor(math.log10(abs(value)))) if value else 0
    text = f"{value:.{min(decimals, 6)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def of_metadata(metadata: Any) -> Unit:
    """The unit of a metric by its metadata."""
    if not metadata or not metadata.get("unit"):
        return NONE
    return Unit(metadata["unit"], metadata.get("per_unit") or None)


def _counts(suffix: str) -> tuple[Scale, ...]:
    return tuple([Scale(step, f"{said}{suffix}") for step, said in _COUNT_STEPS])


def _plural(name: str | None) -> str:
    words = (name or "").replace("_", " ")
    return words if not words or words.endswith("s") else f"{words}s"
