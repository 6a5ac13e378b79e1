"""A timeseries as data, for a script that draws it where people may point at it; its legend is that of the picture."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dogwatch.draw.axis import Axis
from dogwatch.draw.figures.timeseries import Line, Timeseries, stacked
from dogwatch.draw.units import NONE, Unit, counted, scales

from .chart import nothing, remarks
from .html import Markup, element, joined
from .ticks import of_times, of_values
from .timeseries import legend

# As many digits as anybody sees, since most of a page's weight are numbers.
_DIGITS = 6


def paint(figure: Timeseries) -> Markup:
    """A place for the graph with its data (`data-plot`), and the legend."""
    if not figure.lines:
        return nothing(figure.remarks)
    label = f"{figure.heading.title}: {len(figure.lines)} series over time; the arrow keys move the cursor"
    data = json.dumps(plot_data(figure), separators=(",", ":"), ensure_ascii=False)
    place = element("div", class_="plotted", data_plot=data, tabindex=0, role="img", aria_label=label)
    return joined(place, legend(figure), remarks(figure.remarks))


def plot_data(figure: Timeseries) -> dict[str, Any]:
    """What the script reads: seconds, values rounded to six digits, and the texts that the picture would show."""
    ends = iter(stacked(figure.lines))
    return {
        "begin": figure.begin,
        "end": figure.end,
        "interval": figure.interval,
        "times": figure.times,
        "ticks": of_times(figure.begin, figure.end),
        "lines": [_line(line, next(ends) if line.form != "line" else None) for line in figure.lines],
        "left": _axis(figure.left),
        "right": _axis(figure.right) if figure.right else None,
        "markers": [
            {
                "low": _finite(each.low),
                "high": _finite(each.high),
                "severity": each.severity,
                "style": each.style,
                "label": each.label,
            }
            for each in figure.markers
        ],
        "events": [{"at": each.at, "title": each.title} for each in figure.events],
        "troubles": [{"begin": each.begin, "end": each.end, "state": each.state} for each in figure.troubles],
    }


def _line(line: Line, ends: list[tuple[float | None, float | None]] | None) -> dict[str, Any]:
    said = {
        "name": line.name,
        "colour": line.colour,
        "form": line.form,
        "width": line.width,
        "dash": line.dash,
        "right": line.is_right,
        "values": _rounded(line.values),
        "unit": _unit(line.unit),
    }
    if ends is None:
        return said
    return {**said, "low": _rounded(low for low, _ in ends), "high": _rounded(high for _, high in ends)}


def _axis(axis: Axis) -> dict[str, Any]:
    return {"least": axis.least, "most": axis.most, "scale": axis.scale, "ticks": of_values(axis)}


def _unit(unit: Unit) -> list[tuple[float, str]]:
    """The sizes that numbers of a unit are divided by, the largest first, each with what is written behind them."""
    return list(scales(NONE if counted(unit) else unit))


def _finite(value: float) -> float | None:
    return value if abs(value) != float("inf") else None


def _rounded(values: Iterable[float | None]) -> list[float | None]:
    return [None if value is None else float(f"{value:.{_DIGITS}g}") for value in values]
