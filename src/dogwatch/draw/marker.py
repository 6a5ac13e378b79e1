"""Markers of a graph: a line at a value, or a band between two."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

_NUMBER: Final = r"(-?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?)"
_LINE: Final = re.compile(rf"\s*y\s*=\s*{_NUMBER}\s*")
_BAND: Final = re.compile(rf"\s*{_NUMBER}\s*<=?\s*y\s*<=?\s*{_NUMBER}\s*")
_HALF: Final = re.compile(rf"\s*y\s*(<=?|>=?)\s*{_NUMBER}\s*")
_SEVERITIES: Final = ("error", "warning", "ok", "info")


@dataclass(frozen=True)
class Marker:
    """From `low` to `high`, both the same for a line, infinite for a band without an end."""

    low: float
    high: float
    label: str
    severity: str
    style: str

    @property
    def is_line(self) -> bool:
        return self.low == self.high


def markers(bodies: Any) -> tuple[Marker, ...]:
    """The markers that a widget has; percentiles and what cannot be read are left out."""
    return tuple(_read(bodies if isinstance(bodies, Iterable) else ()))


def percentiles(bodies: Any) -> tuple[float, ...]:
    """The percentiles that a heatmap or a distribution marks."""
    found = [each for each in bodies or () if isinstance(each, Mapping) and each.get("display_type") == "percentile"]
    texts = [str(each.get("value", "")).lstrip("p") for each in found]
    return tuple([float(text) for text in texts if re.fullmatch(r"\d+(\.\d+)?", text) and float(text) <= 100])


def _read(bodies: Iterable[Any]) -> Iterator[Marker]:
    for body in bodies:
        if not isinstance(body, Mapping) or (ends := _ends(str(body.get("value", "")))) is None:
            continue
        words = str(body.get("display_type") or "").split()
        severity = next((word for word in words if word in _SEVERITIES), "info")
        style = next((word for word in words if word in ("dashed", "solid", "bold")), "solid")
        yield Marker(*ends, str(body.get("label") or "").strip(), severity, style)


def _ends(text: str) -> tuple[float, float] | None:
    if match := _LINE.fullmatch(text):
        return float(match[1]), float(match[1])
    if match := _BAND.fullmatch(text):
        return float(match[1]), float(match[2])
    if match := _HALF.fullmatch(text):
        value = float(match[2])
        return (-math.inf, value) if match[1].startswith("<") else (value, math.inf)
    return None
