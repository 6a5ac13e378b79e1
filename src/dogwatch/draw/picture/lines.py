"""Lines of a list in a picture: as many as there is room for, and below them how many more there are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from dogwatch.draw.paint.html import Markup

from .place import Box
from .text import written

LINE = 22.0
SIZE = 13.0

T = TypeVar("T")


def listed(rows: Sequence[T], box: Box, paint: Callable[[T, Box], Markup], *, height: float = LINE) -> list[Markup]:
    """Each row painted in its line; where not all have room, the last line says how many have none."""
    room = max(1, int(box.height / height))
    shown = list(rows) if len(rows) <= room else list(rows[: room - 1])
    made = [paint(row, Box(box.x, box.y + height * place, box.width, height)) for place, row in enumerate(shown)]
    if len(shown) < len(rows):
        line = box.y + height * (len(shown) + 0.7)
        made.append(written(f"and {len(rows) - len(shown)} more", box.x, line, SIZE - 1, "faint"))
    return made
