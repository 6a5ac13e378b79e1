"""The axis of values: where it begins and ends, how it is spaced, and what it is in."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from .units import NONE, Unit


@dataclass(frozen=True)
class Axis:
    """`scale` is linear, log, sqrt, or pow2 and the like."""

    least: float
    most: float
    scale: str = "linear"
    unit: Unit = NONE
    label: str = ""

    def share(self, value: float) -> float:
        """Where a value stands, 0 at the lower end and 1 at the upper."""
        low, high = self._bent(self.least), self._bent(self.most)
        return (self._bent(value) - low) / (high - low) if high > low else 0.5

    def _bent(self, value: float) -> float:
        match self.scale:
            case "log":
                return math.log10(max(value, 1e-12))
            case "sqrt":
                return math.copysign(math.sqrt(abs(value)), value)
            case "pow2":
                return math.copysign(value * value, value)
            case _:
                return value


def axis(body: Any, values: Iterable[float], unit: Unit, *, from_zero: bool = False) -> Axis:
    """An axis for these values as a widget's `yaxis` wants it; zero is on it unless that says otherwise."""
    wanted = body if isinstance(body, Mapping) else {}
    scale = str(wanted.get("scale") or "linear")
    numbers = list(values)
    least, most = (min(numbers), max(numbers)) if numbers else (0.0, 1.0)
    if scale == "log":
        positive = [each for each in numbers if each > 0] or [1.0]
        least, most = min(positive) / 1.2, max(positive) * 1.2
    else:
        if least == most == 0:
            most = 1.0
        if from_zero or wanted.get("include_zero") is not False:
            low, high = min(0.0, least), max(0.0, most)
            room = 0.1 * (high - low)
            least, most = low - (room if low < 0 else 0), high + (room if high > 0 else 0)
        else:
            room = 0.1 * (most - least or abs(most))
            least, most = least - room, most + room
    least, most = _given(wanted.get("min"), least), _given(wanted.get("max"), most)
    if not most > least:
        most = least + (abs(least) or 1.0)
    return Axis(least, most, scale, unit, str(wanted.get("label") or ""))


def _given(value: Any, otherwise: float) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):  # "auto", or nothing
        return otherwise
    return number if math.isfinite(number) else otherwise
