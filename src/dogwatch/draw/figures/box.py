"""A box in the place of a widget that is not drawn: it names the type, and says why."""

from __future__ import annotations

from dataclasses import dataclass

from dogwatch.draw.data import Body

from .heading import Heading


@dataclass(frozen=True)
class Box:
    """`definition` is the widget's own, to be read in the place of a drawing; `link` is a page that it shows."""

    heading: Heading
    reasons: tuple[str, ...]
    definition: Body
    link: str = ""
