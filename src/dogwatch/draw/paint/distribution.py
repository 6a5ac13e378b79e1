"""How often values are how large, as bars."""

from __future__ import annotations

from dogwatch.draw.axis import Axis
from dogwatch.draw.figures.distribution import Distribution
from dogwatch.draw.units import written

from .chart import Pieces, below, chart, nothing, remarks
from .html import Markup, element, joined
from .ticks import of_values

_WIDTH, _HEIGHT = 1000, 200


def paint(figure: Distribution) -> Markup:
    said = remarks(figure.remarks)
    if not figure.counts:
        return nothing(figure.remarks)
    return joined(chart(graph(figure)), said)


def graph(figure: Distribution) -> Pieces:
    """The drawings of the graph."""
    low, high = figure.edges[0], figure.edges[-1]
    bars = "".join(_bars(figure))
    lines = [
        element("path", d=f"M{(value - low) / (high - low) * _WIDTH:.1f} 0V{_HEIGHT}", class_="marker info dashed")
        for _, value in figure.percentiles
    ]
    plot = element(
        "svg",
        element("path", d=bars, class_="bar series-0"),
        *lines,
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        preserveAspectRatio="none",
        class_="plot",
        role="img",
        aria_label=f"{figure.heading.title}: how often values are how large",
    )
    labels = [
        element("text", name, x=f"{(value - low) / (high - low) * 100:.1f}%", y="1em", dx="3", class_="info")
        for name, value in figure.percentiles
    ]
    top = element("text", written(max(figure.counts)), x="100%", y="0.8em", text_anchor="end")
    return Pieces(
        element("svg", top, class_="beside left"),
        plot,
        element("svg", *labels, class_="labels"),
        None,
        below(of_values(Axis(low, high, unit=figure.unit)), low, high),
    )


def _bars(figure: Distribution) -> list[str]:
    most = max(figure.counts) or 1.0
    width = _WIDTH / len(figure.counts)
    return [
        f"M{place * width + width * 0.06:.1f} {_HEIGHT}v{-count / most * _HEIGHT:.1f}h{width * 0.88:.1f}V{_HEIGHT}z"
        for place, count in enumerate(figure.counts)
        if count
    ]
