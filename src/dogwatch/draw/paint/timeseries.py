"""A timeseries as a graph with a legend."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.draw.axis import Axis
from dogwatch.draw.figures.timeseries import Line, Timeseries, stacked
from dogwatch.draw.states import Stretch
from dogwatch.draw.units import brief, counted

from .chart import HEIGHT, Pieces, across, chart, nothing, pieces, remarks, up, ups
from .html import Markup, element, joined
from .when import moment_of

_BAR: float = 0.86


def paint(figure: Timeseries) -> Markup:
    said = remarks(figure.remarks)
    if not figure.lines:
        return nothing(figure.remarks)
    return joined(chart(graph(figure)), legend(figure), said)


def graph(figure: Timeseries) -> Pieces:
    """The drawings of the graph, without its legend."""
    filled = zip([line for line in figure.lines if line.form != "line"], stacked(figure.lines), strict=True)
    shapes = [_filled(line, ends, figure) for line, ends in filled]
    xs = [f"{across(time, figure.begin, figure.end):.1f}" for time in figure.times]
    lines = [_line(line, xs, _axis(line, figure)) for line in figure.lines if line.form == "line"]
    label = f"{figure.heading.title}: {len(figure.lines)} series over time"
    return pieces(
        figure.begin,
        figure.end,
        figure.left,
        [*[_trouble(each, figure) for each in figure.troubles], *shapes, *lines],
        right=figure.right,
        markers=figure.markers,
        events=figure.events,
        label=label,
    )


def _trouble(stretch: Stretch, figure: Timeseries) -> Markup:
    """A band over all of the height, for as long as a monitor was in trouble."""
    begin, end = (across(time, figure.begin, figure.end) for time in (stretch.begin, stretch.end))
    severity = "error" if stretch.state == "Alert" else "warning"
    said = element("title", f"{stretch.state} from {moment_of(stretch.begin)} to {moment_of(stretch.end)}")
    x, width = f"{begin:.1f}", f"{end - begin:.1f}"
    return element("rect", said, x=x, y=0, width=width, height=HEIGHT, class_=f"band {severity}")


def _line(line: Line, xs: list[str], axis: Axis) -> Markup:
    """A stretch for each run of values without a gap; one alone is a dot."""
    path: list[str] = []
    dots: list[str] = []
    run: list[str] = []
    for x, y in [*zip(xs, ups(line.values, axis), strict=True), ("", None)]:
        if y is not None:
            run.append(f"{x} {y:.1f}")
        elif len(run) == 1:
            dots.append(f"M{run.pop()}h.1")
        elif run:
            path.append(f"M{'L'.join(run)}")
            run = []
    return joined(
        element("path", d="".join(path), class_=f"line {line.colour} {line.width} {line.dash}"),
        element("path", d="".join(dots), class_=f"line dots {line.colour}") if dots else None,
    )


def _filled(line: Line, ends: list[tuple[float | None, float | None]], figure: Timeseries) -> Markup:
    if line.form == "bars":
        return element("path", d="".join(_bars(line, ends, figure)), class_=f"bar {line.colour}")
    return element("path", d="".join(_areas(line, ends, figure)), class_=f"area {line.colour}")


def _bars(line: Line, ends: list[tuple[float | None, float | None]], figure: Timeseries) -> Iterator[str]:
    axis = _axis(line, figure)
    width = max(1.0, figure.interval / (figure.end - figure.begin) * 1000 * _BAR)
    for time, (low, high) in zip(figure.times, ends, strict=True):
        if low is not None and high is not None and low != high:
            x = across(time, figure.begin, figure.end)
            yield f"M{max(x, 0):.1f} {up(low, axis):.1f}V{up(high, axis):.1f}H{x + width:.1f}V{up(low, axis):.1f}z"


def _areas(line: Line, ends: list[tuple[float | None, float | None]], figure: Timeseries) -> Iterator[str]:
    """A shape for each stretch without gaps: along the upper end, and back along the lower."""
    axis = _axis(line, figure)
    upper: list[str] = []
    lower: list[str] = []
    for time, (low, high) in [*zip(figure.times, ends, strict=True), (0, (None, None))]:
        if low is not None and high is not None:
            x = across(time, figure.begin, figure.end)
            upper.append(f"{x:.1f} {up(high, axis):.1f}")
            lower.append(f"{x:.1f} {up(low, axis):.1f}")
        elif upper:
            yield f"M{'L'.join([*upper, *reversed(lower)])}z"
            upper, lower = [], []


def _axis(line: Line, figure: Timeseries) -> Axis:
    return figure.right if line.is_right and figure.right is not None else figure.left


def legend(figure: Timeseries) -> Markup | None:
    """The names of the lines with numbers of each; none where one line alone is to have no numbers."""
    if not figure.columns and len(figure.lines) == 1:
        return None
    head = element(
        "tr",
        element("th", counted_in(figure), scope="col"),
        *[element("th", name, class_=f"of-{name}") for name in figure.columns],
    )
    rows = [_row(line, figure.columns) for line in figure.lines]
    return element(
        "div",
        element("table", element("thead", head) if figure.columns else None, element("tbody", *rows)),
        class_="legend",
        tabindex=0,
    )


def counted_in(figure: Timeseries) -> str:
    """What the numbers are of, where it is the same of all."""
    units = {line.unit for line in figure.lines}
    return counted(units.pop()) if len(units) == 1 else ""


def _row(line: Line, columns: tuple[str, ...]) -> Markup:
    numbers = [value for value in line.values if value is not None]
    cells = [
        element("td", brief(reduced(name, numbers), line.unit) if numbers else "–", class_=f"of-{name}")
        for name in columns
    ]
    swatch = element("svg", element("path", d="M0 2H14", class_=f"line {line.colour} thick {line.dash}"), class_="key")
    name = element("th", swatch, element("span", line.name, title=line.name), scope="row")
    return element("tr", name, *cells)


def reduced(column: str, numbers: list[float]) -> float:
    """The number of a column of the legend."""
    match column:
        case "avg":
            return sum(numbers) / len(numbers)
        case "min":
            return min(numbers)
        case "max":
            return max(numbers)
        case "sum":
            return sum(numbers)
        case _:
            return numbers[-1]
