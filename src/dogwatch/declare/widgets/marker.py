"""Lines at a value, such as the limit from which a monitor alerts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

import attrs

from dogwatch.query import plain
from dogwatch.values import Quantity

from .shape import Argument

Severity: TypeAlias = Literal["error", "warning", "ok", "info"]


@attrs.frozen
class Marker(Argument):
    """A line at a value in the unit of the graph, or at a quantity in its base unit, with a label.

    Two values are a band from the one to the other: `Marker((0, 0.4), severity="ok")`.
    """

    value: float | Quantity | tuple[float | Quantity, float | Quantity]
    label: str | None = attrs.field(default=None, kw_only=True)
    severity: Severity = attrs.field(default="error", kw_only=True)
    line: Literal["dashed", "solid", "bold"] = attrs.field(default="dashed", kw_only=True)


def written_markers(markers: Iterable[Marker]) -> list[dict[str, Any]] | None:
    """The markers as Datadog writes them; None without any. Raises ValueError for a band that has not two ends."""
    return [_written(marker) for marker in markers] or None


def written_percentiles(percentiles: Iterable[float]) -> list[dict[str, Any]] | None:
    """Lines at percentiles, which heatmaps and distributions draw; None without any."""
    return [{"value": f"{percentile:g}", "display_type": "percentile"} for percentile in percentiles] or None


def _written(marker: Marker) -> dict[str, Any]:
    label = {} if marker.label is None else {"label": f" {marker.label} "}
    return {"value": _place(marker.value), "display_type": f"{marker.severity} {marker.line}", **label}


def _place(value: float | Quantity | tuple[float | Quantity, ...]) -> str:
    if not isinstance(value, (tuple, list)):
        return f"y = {_number(value)}"
    if len(value) != 2:
        raise ValueError(f"{value!r} is no band; write its two ends, as in (0, 0.4)")
    return f"{_number(value[0])} < y < {_number(value[1])}"


def _number(value: float | Quantity) -> str:
    return plain(value.base if isinstance(value, Quantity) else value)
