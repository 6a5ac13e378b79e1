"""A heat map: fields by time and size, the more values the darker."""

from __future__ import annotations

import math
from typing import Final

from dogwatch.draw.figures.heatmap import Heatmap, Percentile

from .chart import WIDTH, Pieces, across, chart, nothing, pieces, remarks, up
from .html import Markup, element, joined

LEVELS: Final = 8


def paint(figure: Heatmap) -> Markup:
    said = remarks(figure.remarks)
    if not figure.times:
        return nothing(figure.remarks)
    names = [element("span", _key(place), each.name) for place, each in enumerate(figure.percentiles)]
    return joined(chart(graph(figure)), element("p", *names, class_="keys") if names else None, said)


def graph(figure: Heatmap) -> Pieces:
    """The drawings of the graph, without the names of its lines."""
    lines = [_line(each, figure) for each in figure.percentiles]
    return pieces(
        figure.begin,
        figure.end,
        figure.axis,
        [*_fields(figure), *lines],
        markers=figure.markers,
        events=figure.events,
        label=f"{figure.heading.title}: values by size over time",
    )


def _fields(figure: Heatmap) -> list[Markup]:
    """A path for each level, of all the fields that have it; neighbours in time are one field."""
    most = max([count for row in figure.counts for count in row]) or 1.0
    paths: list[list[str]] = [[] for _ in range(LEVELS)]
    xs = [min(max(across(time, figure.begin, figure.end), 0), WIDTH) for time in figure.times]
    xs.append(min(across(figure.times[-1] + figure.interval, figure.begin, figure.end), WIDTH))
    ys = [up(edge, figure.axis) for edge in figure.edges]
    for row in range(len(figure.edges) - 1):
        levels = [_level(counts[row], most) for counts in figure.counts]
        start = 0
        for place in range(1, len(levels) + 1):
            if place < len(levels) and levels[place] == levels[start] and xs[place + 1] > xs[place]:
                continue
            if levels[start] is not None:
                shape = f"M{xs[start]:.1f} {ys[row]:.1f}H{xs[place]:.1f}V{ys[row + 1]:.1f}H{xs[start]:.1f}z"
                paths[levels[start] or 0].append(shape)
            start = place
    return [element("path", d="".join(path), class_=f"field level-{level}") for level, path in enumerate(paths) if path]


def _level(count: float, most: float) -> int | None:
    """By the logarithm, so that rare values are seen beside frequent ones."""
    if count <= 0:
        return None
    return min(LEVELS - 1, int(math.log1p(count) / math.log1p(most) * LEVELS))


def _line(each: Percentile, figure: Heatmap) -> Markup:
    place = figure.percentiles.index(each)
    path, is_open = [], False
    for time, value in zip(figure.times, each.values, strict=True):
        if value is not None:
            x = max(0.0, across(time + figure.interval / 2, figure.begin, figure.end))
            path.append(f"{'L' if is_open else 'M'}{x:.1f} {up(value, figure.axis):.1f}")
        is_open = value is not None
    return element("path", d="".join(path), class_=f"line percentile {_dash(place)}")


def _key(place: int) -> Markup:
    return element("svg", element("path", d="M0 2H14", class_=f"line percentile {_dash(place)}"), class_="key")


def _dash(place: int) -> str:
    return ("solid", "dashed", "dotted")[place % 3]
