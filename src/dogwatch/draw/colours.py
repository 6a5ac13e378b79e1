"""Colours by name, which painting gives their looks: those of series, and Datadog's for states."""

from __future__ import annotations

from typing import Final

# As many as can be told apart; then they begin again.
SERIES: Final = 12
# Palettes of Datadog's whose series are all of one kind (docs: dashboards, timeseries, color palettes).
_FAMILIES: Final = {"warm": "warm", "orange": "warm", "red": "warm", "cool": "cool", "blue": "cool", "purple": "purple"}
_FAMILIES_OF: Final = 6


def colour(palette: str | None, place: int) -> str:
    """The colour of a series by its place among all of a graph: `series-3`, `warm-0`, `grey`."""
    match palette:
        case "grey" | "gray":
            return "grey"
        case "green":
            return "ok"
    family = _FAMILIES.get(palette or "")
    return f"series-{place % SERIES}" if family is None else f"{family}-{place % _FAMILIES_OF}"
