"""Graphs in a picture: the drawings of pages in places of their own, and what stands below them."""

from __future__ import annotations

from typing import Final

from dogwatch.draw.figures.distribution import Distribution
from dogwatch.draw.figures.heatmap import Heatmap
from dogwatch.draw.figures.timeseries import Line, Timeseries
from dogwatch.draw.paint import distribution, heatmap
from dogwatch.draw.paint.chart import Pieces
from dogwatch.draw.paint.html import Markup, element, joined
from dogwatch.draw.paint.timeseries import counted_in, graph, reduced
from dogwatch.draw.units import brief

from .lines import listed
from .place import Box, number, put
from .text import clipped, written

_SIDE: Final = 64.0
_TIMES: Final = 18.0
_ROW: Final = 16.0
_SIZE: Final = 12.0
_COLUMN: Final = 62.0
# From so many pixels on a legend has a column; the others it has always (as in the style sheet of pages).
_FROM: Final = {"sum": 520.0, "min": 360.0, "avg": 260.0}


def timeseries(figure: Timeseries, box: Box) -> Markup:
    rows = _legend_rows(figure, box)
    below = _ROW * rows + (8 if rows else 0)
    legend = Box(box.x, box.bottom - below + 8, box.width, below - 8)
    return joined(_placed(graph(figure), Box(*box[:3], box.height - below)), *(_legend(figure, legend) if rows else ()))


def heat_map(figure: Heatmap, box: Box) -> Markup:
    if not figure.percentiles:
        return _placed(heatmap.graph(figure), box)
    names = ", ".join(each.name for each in figure.percentiles)
    said = written(clipped(names, box.width, _SIZE), box.x, box.bottom - 3, _SIZE, "faint")
    return joined(_placed(heatmap.graph(figure), Box(*box[:3], box.height - _ROW - 4)), said)


def spread(figure: Distribution, box: Box) -> Markup:
    return _placed(distribution.graph(figure), box)


def _placed(pieces: Pieces, box: Box) -> Markup:
    right = _SIDE if pieces.right else 0.0
    plot = Box(box.x + _SIDE, box.y + 4, box.width - _SIDE - right, box.height - _TIMES - 4)
    return joined(
        put(pieces.left, Box(box.x, plot.y, _SIDE - 6, plot.height), "beside"),
        put(pieces.plot, plot, clips=True),
        put(pieces.labels, plot, "over"),
        put(pieces.right, Box(plot.x + plot.width + 6, plot.y, _SIDE - 6, plot.height), "beside"),
        put(pieces.below, Box(plot.x, plot.bottom + 2, plot.width, _TIMES), "below"),
    )


def _legend_rows(figure: Timeseries, box: Box) -> int:
    """How many lines the legend has, its head among them: less than half of the height."""
    if not figure.columns and len(figure.lines) == 1:
        return 0
    head = 1 if figure.columns else 0
    return min(len(figure.lines) + head, max(1 + head, int(box.height * 0.42 / _ROW)))


def _legend(figure: Timeseries, box: Box) -> list[Markup]:
    columns = [name for name in figure.columns if box.width >= _FROM.get(name, 0.0)]
    ends = [box.x + box.width - _COLUMN * place for place in range(len(columns))][::-1]
    made: list[Markup] = []
    if columns:
        made.append(written(counted_in(figure), box.x, box.y + 11, 11, "faint"))
        made += [written(name, end, box.y + 11, 11, "faint right") for name, end in zip(columns, ends, strict=True)]
        box = box.below(_ROW)

    def row(line: Line, at: Box) -> Markup:
        base = at.y + 12
        key = element(
            "path", d=f"M{number(at.x)} {number(base - 4)}h14", class_=f"line {line.colour} thick {line.dash}"
        )
        room = at.width - 20 - _COLUMN * len(columns)
        numbers = [value for value in line.values if value is not None]
        cells = [
            written(brief(reduced(name, numbers), line.unit) if numbers else "–", end, base, _SIZE, "right")
            for name, end in zip(columns, ends, strict=True)
        ]
        return joined(key, written(clipped(line.name, room, _SIZE), at.x + 20, base, _SIZE), *cells)

    return [*made, *listed(figure.lines, box, row, height=_ROW)]
