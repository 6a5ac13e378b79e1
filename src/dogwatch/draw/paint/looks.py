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


def ink(look: Look) -> str | None:
    """The colour of a text: its own, or one that can be read on a ground of somebody's own."""
    if look.ink is not None or look.paper is None:
        return look.ink
    digits = look.paper[1:]
    pairs = [digit * 2 for digit in digits[:3]] if len(digits) < 6 else [digits[at : at + 2] for at in (0, 2, 4)]
    red, green, blue = (int(pair, 16) for pair in pairs)
    return "#10151c" if 0.299 * red + 0.587 * green + 0.114 * blue > 140 else "#ffffff"
