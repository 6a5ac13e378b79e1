"""One number, as large as its place allows."""

from __future__ import annotations

from dogwatch.draw.axis import axis
from dogwatch.draw.figures.query_value import QueryValue
from dogwatch.draw.units import unscaled, written

from .chart import nothing, remarks
from .html import Markup, element, joined
from .looks import ink, palette, swatched

_WIDE, _HIGH = 1000, 200


def paint(figure: QueryValue) -> Markup:
    said = remarks(figure.remarks)
    if figure.value is None:
        return nothing(figure.remarks)
    shown = element("div", *drawings(figure, figure.value), class_=f"value {figure.align} {palette(figure.look)}")
    return joined(shown, said)


def drawings(figure: QueryValue, value: float) -> tuple[Markup | None, Markup | None, Markup]:
    """The ground of the number, what stands behind it, and the number, each of which fills its place."""
    write = written if figure.scales else unscaled
    text = "" if figure.look.hides_value else write(value, figure.unit, figure.precision)
    # A digit is a bit more than half as wide as it is high.
    width = max(4.0, 0.62 * len(text) + 0.6)
    number = element(
        "svg",
        element("text", text, x=f"{width / 2:.2f}", y="1.02", text_anchor="middle", fill=ink(figure.look)),
        viewBox=f"0 0 {width:.2f} 1.4",
        class_="number",
        role="img",
        aria_label=text or "hidden",
    )
    return swatched(figure.look.paper, "ground"), _behind(figure), number


def _behind(figure: QueryValue) -> Markup | None:
    numbers = [value for value in figure.behind if value is not None]
    if len(numbers) < 2:
        return None
    scale = axis({"include_zero": figure.form == "area"}, numbers, figure.unit)
    step = _WIDE / max(1, len(figure.behind) - 1)
    points = [
        f"{place * step:.0f} {(1 - scale.share(value)) * _HIGH:.0f}"
        for place, value in enumerate(figure.behind)
        if value is not None
    ]
    first, last = points[0].split()[0], points[-1].split()[0]
    area = element("path", d=f"M{'L'.join(points)}V{_HIGH}H{first}z", class_="shade") if figure.form == "area" else None
    line = element("path", d=f"M{'L'.join(points)}", class_="line thin")
    view = f"0 0 {max(float(last), 1):.0f} {_HIGH}"
    return element("svg", area, line, viewBox=view, preserveAspectRatio="none", class_="behind", aria_hidden="true")
