"""A figure in its frame."""

from __future__ import annotations

from typing import assert_never

from dogwatch.draw.figures.box import Box
from dogwatch.draw.figures.drawn import Figure
from dogwatch.draw.figures.timeseries import Timeseries

from . import box, timeseries
from .html import Markup


def painted_figure(figure: Figure) -> Markup:
    match figure:
        case Box():
            return box.paint(figure)
        case Timeseries():
            return timeseries.paint(figure)
        case _:
            assert_never(figure)
