"""A box that says why nothing is drawn."""

from __future__ import annotations

import json

from dogwatch.draw.figures.box import Box

from .html import Markup, element, joined


def paint(figure: Box) -> Markup:
    """The reasons, a link to what it shows, and the definition for whoever opens it."""
    link = element("p", element("a", figure.link, href=figure.link, rel="noreferrer")) if figure.link else None
    reasons = [element("p", reason) for reason in figure.reasons]
    text = json.dumps(dict(figure.definition), indent=2, ensure_ascii=False, default=str)
    said = element("details", element("summary", "its JSON"), element("pre", text), class_="json", tabindex=0)
    return joined(element("div", *reasons, link, class_="why"), said)
