"""What graphs over time share: the grid behind them, the axes around them, markers and their labels.

The plot is stretched to its place, so nothing that is written stands in it: texts are in drawings of their own around
and above it, where places are in per cent.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Final, NamedTuple

from dogwatch.draw.axis import Axis
from dogwatch.draw.events import Event
from dogwatch.draw.marker import Marker

from .html import Markup, element
from .ticks import of_times, of_values

WIDTH: Final = 1000
HEIGHT: Final = 200


def across(time: float, begin: int, end: int) -> float:
    """Where a time stands, in the plot's own units."""
    return (time - begin) / (end - begin) * WIDTH


def up(value: float, axis: Axis) -> float:
    """Where a value stands, in the plot's own units from above; what lies outside stands just outside."""
    return (1 - min(max(axis.share(value), -0.05), 1.05)) * HEIGHT


def ups(values: Iterable[float | None], axis: Axis) -> list[float | None]:
    """Where each value stands; the same as `up`, of which there would be thousands of calls on a page."""
    if axis.scale != "linear":
        return [None if value is None else up(value, axis) for value in values]
    least, step = axis.least, HEIGHT / (axis.most - axis.least)
    top, bottom = -0.05 * HEIGHT, 1.05 * HEIGHT
    return [None if value is None else min(max(HEIGHT - (value - least) * step, top), bottom) for value in values]


class Pieces(NamedTuple):
    """The drawings of a graph, each of which fills its place: the plot, and what is written over and around it."""

    left: Markup
    plot: Markup
    labels: Markup
    right: Markup | None
    below: Markup


def pieces(
    begin: int,
    end: int,
    left: Axis,
    drawn: Iterable[Markup],
    *,
    right: Axis | None = None,
    markers: Iterable[Marker] = (),
    events: Iterable[Event] = (),
    label: str = "",
) -> Pieces:
    """A plot with its axes; `label` says it to those who cannot see it."""
    marked = list(markers)
    values, times = of_values(left), of_times(begin, end)
    plot = element(
        "svg",
        *[_grid_line(up(value, left)) for value, _ in values],
        *[_tick_line(across(time, begin, end)) for time, _ in times],
        *[_band(each, left) for each in marked if not each.is_line],
        *drawn,
        *[_line(each, left) for each in marked if each.is_line],
        *[_event(each, begin, end) for each in events],
        class_="plot",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        preserveAspectRatio="none",
        role="img",
        aria_label=label,
    )
    return Pieces(
        _beside(left, values, "left"),
        plot,
        element("svg", *_labels(marked, left), class_="labels", aria_hidden="true"),
        None if right is None else _beside(right, of_values(right), "right"),
        below(times, begin, end),
    )


def chart(graph: Pieces) -> Markup:
    """The drawings of a graph, each put in its place by the style sheet."""
    return element("div", *graph, class_="chart two" if graph.right else "chart")


def _beside(axis: Axis, values: Iterable[tuple[float, str]], side: str) -> Markup:
    anchor, x = ("end", "100%") if side == "left" else ("start", "0")
    said = [
        element("text", text, x=x, y=f"{(1 - axis.share(value)) * 100:.2f}%", dy="0.32em", text_anchor=anchor)
        for value, text in values
    ]
    return element("svg", *said, class_=f"beside {side}", aria_hidden="true")


def below(ticks: Iterable[tuple[float, str]], begin: float, end: float) -> Markup:
    """What is written below a plot from `begin` to `end`."""
    return element("svg", *_below(ticks, begin, end), class_="below", aria_hidden="true")


def _below(ticks: Iterable[tuple[float, str]], begin: float, end: float) -> Iterable[Markup]:
    for at, text in ticks:
        share = (at - begin) / (end - begin)
        anchor = "start" if share < 0.04 else "end" if share > 0.96 else "middle"
        yield element("text", text, x=f"{share * 100:.2f}%", y="1em", text_anchor=anchor)


def _grid_line(y: float) -> Markup:
    return element("path", d=f"M0 {y:.1f}H{WIDTH}", class_="rule")


def _tick_line(x: float) -> Markup:
    return element("path", d=f"M{x:.1f} 0V{HEIGHT}", class_="rule faint")


def _line(marker: Marker, axis: Axis) -> Markup | None:
    if not 0 <= axis.share(marker.low) <= 1:
        return None
    classes = f"marker {marker.severity} {marker.style}"
    return element("path", d=f"M0 {up(marker.low, axis):.1f}H{WIDTH}", class_=classes)


def _event(event: Event, begin: int, end: int) -> Markup:
    """A line that says on being pointed at what happened."""
    moment = datetime.fromtimestamp(event.at, UTC)
    said = element("title", f"{event.title} at {moment:%H:%M:%S} UTC")
    return element("path", said, d=f"M{across(event.at, begin, end):.1f} 0V{HEIGHT}", class_="event")


def _band(marker: Marker, axis: Axis) -> Markup | None:
    top, bottom = (min(max(axis.share(each), 0), 1) for each in (marker.high, marker.low))
    if top <= bottom:
        return None
    y, height = (1 - top) * HEIGHT, (top - bottom) * HEIGHT
    return element("rect", x=0, y=f"{y:.1f}", width=WIDTH, height=f"{height:.1f}", class_=f"band {marker.severity}")


def _labels(markers: Iterable[Marker], axis: Axis) -> Iterable[Markup]:
    """The labels of the markers within the plot; one that would stand on another's moves to the left end."""
    taken: list[float] = []
    for marker in markers:
        share = axis.share(min(marker.high, axis.most)) if not marker.is_line else axis.share(marker.low)
        if not marker.label or not 0 <= share <= 1:
            continue
        near = sum(abs(share - other) < 0.09 for other in taken)
        taken.append(share)
        x, anchor = (("99.5%", "end"), ("0.5%", "start"), ("50%", "middle"))[min(near, 2)]
        below = share > 0.9 or not marker.is_line
        yield element(
            "text",
            marker.label,
            x=x,
            y=f"{(1 - share) * 100:.2f}%",
            dy="1.05em" if below else "-0.3em",
            text_anchor=anchor,
            class_=marker.severity,
        )


def remarks(texts: Iterable[str]) -> Markup | None:
    """What is said of what is not drawn."""
    listed = [element("p", text) for text in texts]
    return element("div", *listed, class_="remarks") if listed else None


def nothing(texts: Iterable[str]) -> Markup:
    """In the place of what has no values: why it is not drawn, or that there are none."""
    reasons = [element("p", text) for text in texts]
    return element("div", *reasons, class_="why") if reasons else element("div", "No data", class_="nothing")
