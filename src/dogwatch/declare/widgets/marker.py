"""Lines at a value, such as the limit from which a monitor alerts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal, TypeAlias

import attrs

from dogwatch.query import plain
from dogwatch.values import Quantity

Severity: TypeAlias = Literal["error", "warning", "ok", "info"]


@attrs.frozen
class Marker:
    """A line at a value in the unit of the graph, or at a quantity in its base unit, with a label."""

    value: float | Quantity
    label: str | None = attrs.field(default=None, kw_only=True)
    severity: Severity = attrs.field(default="error", kw_only=True)
    line: Literal["dashed", "solid", "bold"] = attrs.field(default="dashed", kw_only=True)


def written_markers(markers: Iterable[Marker]) -> list[dict[str, Any]] | None:
    """The markers as Datadog writes them; None without any."""
    return [_written(marker) for marker in markers] or None


def _written(marker: Marker) -> dict[str, Any]:
    value = marker.value.base if isinstance(marker.value, Quantity) else marker.value
    label = {} if marker.label is None else {"label": f" {marker.label} "}
    return {"value": f"y = {plain(value)}", "display_type": f"{marker.severity} {marker.line}", **label}
