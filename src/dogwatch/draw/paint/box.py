"""A box that says why nothing is drawn."""

from __future__ import annotations

from dogwatch.draw.figures.box import Box

from .html import Markup, element


def paint(figure: Box) -> Markup:
    return element("div", *[element("p", reason) for reason in figure.reasons], class_="why")
