"""A promise in a picture: its state, and each of its windows."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.draw.figures.slo import SloStatus, Window
from dogwatch.draw.figures.slo_list import SloList
from dogwatch.draw.paint.html import Markup, joined
from dogwatch.draw.paint.slo import STATES, kept_of, left_of, percent, wanted
from dogwatch.draw.paint.slo import is_kept as kept

from .lines import SIZE, listed
from .place import Box, rect
from .text import clipped, width, written

_NARROWEST = 150.0
_PILL = 78.0


def slo(figure: SloStatus, box: Box) -> Markup:
    said, class_ = STATES[figure.state]
    pill = Box(box.x, box.y, width(said, 12) + 18, 19)
    name = "" if figure.heading.title else clipped(figure.name, box.width - pill.width - 8, 12)
    windows = figure.windows[: max(1, int(box.width / _NARROWEST))]
    each = box.width / max(1, len(windows))
    top = max(box.y + 24, box.y + (box.height - 70) / 2)
    places = [Box(box.x + each * place, top, each - 16, box.bottom - top) for place in range(len(windows))]
    return joined(
        rect(pill, f"pill {class_}", round=9),
        written(said, pill.x + 9, pill.y + 14, 12, f"strong {class_}"),
        written(name, pill.x + pill.width + 8, pill.y + 14, 12, "faint"),
        *[
            part
            for window, place in zip(windows, places, strict=True)
            for part in _window(window, place, figure.shows_budget)
        ],
    )


def promises(figure: SloList, box: Box) -> Markup:
    """Each with its name, how well it is kept, and what is left of its budget."""
    column = min(330.0, (box.width - _PILL) * 0.6)

    def line(row: SloStatus, at: Box) -> Markup:
        said, class_ = STATES[row.state]
        pill = Box(at.x, at.y + 2, width(said, 11.5) + 16, 17)
        return joined(
            rect(pill, f"pill {class_}", round=9),
            written(said, pill.x + 8, at.y + 15, 11.5, f"strong {class_}"),
            written(clipped(row.name, at.width - _PILL - column - 8, SIZE), at.x + _PILL, at.y + 15, SIZE),
            *[_standing(window, at.right, at.y, column) for window in row.windows[:1]],
        )

    return joined(*listed(figure.rows, box, line))


def _standing(window: Window, right: float, y: float, room: float) -> Markup:
    left, colour = ("", "faint") if window.left is None else left_of(window.left)
    text = clipped(", ".join(filter(None, [kept_of(window), left])), room, SIZE)
    return written(text, right, y + 15, SIZE, f"{colour} right")


def _window(window: Window, box: Box, shows_budget: bool) -> Iterator[Markup]:
    if window.sli is None:
        yield written("–", box.x, box.y + 22, 24, "strong")
    else:
        yield written(percent(window.sli), box.x, box.y + 22, 24, f"strong {'ok' if kept(window) else 'error'}")
    lines = [(wanted(window), "faint")]
    if shows_budget and window.left is not None:
        said, colour = left_of(window.left)
        trough = Box(box.x, box.y + 46, box.width, 6)
        yield rect(trough, "trough", round=3)
        yield rect(trough._replace(width=box.width * min(max(window.left, 0), 100) / 100), f"length {colour}", round=3)
        lines.append((said, colour))
    if window.good is not None and window.total is not None:
        lines.append((f"{window.good:,.0f} of {window.total:,.0f} {window.counted} good", "faint"))
    places = [38.0, 66.0, 82.0] if len(lines) == 3 or window.left is not None else [38.0, 54.0]
    for (text, class_), place in zip(lines, places, strict=False):
        if box.y + place <= box.bottom + 4:
            yield written(clipped(text, box.width, 12), box.x, box.y + place, 12, class_)
