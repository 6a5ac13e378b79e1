"""Places in a picture, in pixels."""

from __future__ import annotations

from typing import NamedTuple

from dogwatch.draw.paint.html import Markup, element


class Box(NamedTuple):
    """A place and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def right(self) -> float:
        return self.x + self.width

    def inset(self, across: float, down: float) -> Box:
        """The same without a border at its sides, and at its ends."""
        return Box(self.x + across, self.y + down, self.width - 2 * across, self.height - 2 * down)

    def below(self, height: float) -> Box:
        """What is left of it below a strip of so many pixels."""
        return Box(self.x, self.y + height, self.width, max(0.0, self.height - height))

    def cut(self, height: float) -> Box:
        """The strip of it that is so high, or all of it."""
        return Box(self.x, self.y, self.width, min(height, self.height))


def put(drawing: Markup | None, box: Box, class_: str | None = None, *, clips: bool = False) -> Markup | None:
    """A drawing that fills its place, in this one; with `clips` nothing of it shows outside."""
    if drawing is None:
        return None
    return element(
        "svg",
        drawing,
        x=number(box.x),
        y=number(box.y),
        width=number(box.width),
        height=number(box.height),
        class_=class_,
        overflow="hidden" if clips else "visible",
    )


def rect(box: Box, class_: str, *, round: float | None = None) -> Markup:
    return element(
        "rect",
        x=number(box.x),
        y=number(box.y),
        width=number(box.width),
        height=number(box.height),
        rx=round,
        class_=class_,
    )


def number(value: float) -> str:
    """A number of pixels, with one digit behind the point where it needs one."""
    return f"{value:.1f}".removesuffix(".0")
