"""One number in a picture."""

from __future__ import annotations

from dogwatch.draw.figures.query_value import QueryValue
from dogwatch.draw.paint.html import Markup, joined
from dogwatch.draw.paint.looks import palette
from dogwatch.draw.paint.query_value import drawings

from .place import Box, put, rect

_MOST = 92.0


def query_value(figure: QueryValue, value: float, box: Box) -> Markup:
    ground, behind, number = drawings(figure, value)
    worn = palette(figure.look)
    height = min(box.height, _MOST)
    middle = Box(box.x, box.y + (box.height - height) / 2, box.width, height)
    return joined(
        rect(box, f"under-{worn}", round=6) if "-on-" in worn and not worn.endswith("-on-white") else None,
        put(ground, box, clips=True),
        put(behind, box, clips=True),
        put(number, middle, f"value {worn}"),
    )
