"""What conditional formats look like."""

from __future__ import annotations

from dogwatch.draw.formats import Look

from .html import Markup, element


def palette(look: Look) -> str:
    """The class of a palette; empty for none."""
    return look.palette.replace("_", "-") if look.palette else ""


def swatched(colour: str | None, class_: str) -> Markup | None:
    """A field of a colour of somebody's own."""
    if colour is None:
        return None
    field = element("rect", width="100%", height="100%", fill=colour)
    return element("svg", field, class_=class_, aria_hidden="true")
