"""A page of figures as one picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from typing import Final, NamedTuple

from dogwatch.draw.figures.note import Note
from dogwatch.draw.page import Page, Placed
from dogwatch.draw.paint.html import Markup, element, joined
from dogwatch.draw.paint.note import ground
from dogwatch.draw.paint.page import moment
from dogwatch.draw.places import COLUMNS

from .place import Box, number, rect
from .style import style
from .text import clipped, wrapped, written
from .widget import content

WIDTH: Final = 1240
_MARGIN: Final = 20.0
# The rows of the grid and what is between them, as in pages.
_ROW: Final = 84.0
_GAP: Final = 10.0
_MOST_ROWS: Final = 40
_TITLE: Final = 24.0
# Of two pages beside each other, what stands above them and between them.
_SAID: Final = 34.0
_BETWEEN: Final = 20
# What XML does not allow, however it is written (XML 1.0, 2.2).
_NO_XML: Final = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Picture(NamedTuple):
    """A file of SVG, and its size in pixels."""

    text: str
    width: int
    height: int


def picture(page: Page, changed: Set[str] = frozenset()) -> Picture:
    """The picture of a page; widgets named in `changed` have a border that says so."""
    drawn, height = _page(page, changed)
    return _whole(page.title, drawn, WIDTH, height)


def beside(before: tuple[Page, Set[str]] | None, after: tuple[Page, Set[str]] | None) -> Picture:
    """Two pages beside each other, each with the names of the widgets that have a border; None for one there is not."""
    sides = [_side("Before", before), _side("After", after)]
    height = round(max(each for _, each in sides) + _SAID)
    placed = [
        element("svg", drawn, x=(WIDTH + _BETWEEN) * place, y=0, width=WIDTH, height=height)
        for place, (drawn, _) in enumerate(sides)
    ]
    title = next(each[0].title for each in (after, before) if each is not None)
    return _whole(title, joined(*placed), 2 * WIDTH + _BETWEEN, height)


def _side(said: str, shown: tuple[Page, Set[str]] | None) -> tuple[Markup, float]:
    title = written(said if shown else f"{said}: there is none", _MARGIN, 27, 20, "strong")
    if shown is None:
        return title, 0.0
    drawn, height = _page(*shown)
    return joined(title, element("svg", drawn, y=number(_SAID), width=WIDTH, height=height)), height


def _whole(title: str, drawn: Markup, width: int, height: int) -> Picture:
    """A file of what is drawn."""
    svg = element(
        "svg",
        element("title", title or "Untitled"),
        element("style", Markup(style())),
        rect(Box(0, 0, width, height), "paper"),
        drawn,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width} {height}",
        width=width,
        height=height,
    )
    return Picture(f"{_NO_XML.sub('�', svg)}\n", width, height)


def _page(page: Page, changed: Set[str]) -> tuple[Markup, int]:
    """What is drawn of a page, and how high it is."""
    head, top = _head(page)
    widgets, bottom = _grid(page.widgets, COLUMNS, Box(_MARGIN, top, WIDTH - 2 * _MARGIN, 0), changed)
    return joined(head, widgets), round(bottom + _MARGIN)


def _head(page: Page) -> tuple[Markup, float]:
    """The title, the time and the variables, where the values are from; and where the widgets begin."""
    chosen = [f"${choice.name} = {', '.join(choice.values)}" for choice in page.choices]
    said = " · ".join([f"{moment(page.begin)} to {moment(page.end)} UTC", *chosen])
    room = WIDTH - 2 * _MARGIN
    y = _MARGIN + 20
    made = [
        written(clipped(page.title or "Untitled", room * 0.5, 22), _MARGIN, y, 22, "strong"),
        written(clipped(said, room * 0.48, 13), WIDTH - _MARGIN, y, 13, "faint right"),
    ]
    y += 14
    if page.origin:
        lines = list(wrapped(page.origin, room - 24, 13))
        made.append(rect(Box(_MARGIN, y, room, 14 + 19 * len(lines)), "remark", round=6))
        made += [written(line, _MARGIN + 12, y + 20 + 19 * place, 13) for place, line in enumerate(lines)]
        y += 14 + 19 * len(lines) + 14
    return joined(*made), y


def _grid(widgets: Iterable[Placed], columns: int, box: Box, changed: Set[str]) -> tuple[Markup, float]:
    """The widgets, each as far up as those above it leave room, and where the last of them ends."""
    free = [box.y] * columns
    column = (box.width - _GAP * (columns - 1)) / columns
    made: list[Markup] = []
    for placed in widgets:
        place = placed.place
        # In a group there are fewer columns, and anybody may have written a widget that is wider.
        x = min(place.x, columns - 1)
        across, down = min(place.width, columns - x), min(place.height, _MOST_ROWS)
        taken = slice(x, x + across)
        top = max(free[taken])
        width, height = column * across + _GAP * (across - 1), _ROW * down + _GAP * (down - 1)
        at = Box(box.x + (column + _GAP) * x, top, width, height)
        if placed.figure.heading.kind == "group":
            group, bottom = _group(placed, at, changed)
            made.append(group)
        else:
            made.append(_widget(placed, at, changed))
            bottom = at.bottom
        free[taken] = [bottom + _GAP] * across
    return joined(*made), max(free) - _GAP


def _group(placed: Placed, at: Box, changed: Set[str]) -> tuple[Markup, float]:
    """A group with what it holds, as high as that is."""
    line = element("path", d=f"M{number(at.x)} {number(at.y)}h{number(at.width)}", class_="edge")
    title = list(_title(placed, at.x, at.y + 26, at.width, 15))
    inside, bottom = _grid(placed.inside, placed.place.width, at.below(_TITLE + 14 if title else 12), changed)
    return joined(line, *title, inside), max(bottom, at.y + _TITLE) + 4


def _widget(placed: Placed, at: Box, changed: Set[str]) -> Markup:
    figure = placed.figure
    paper = ground(figure) if isinstance(figure, Note) else "white"
    title = list(_title(placed, at.x + 12, at.y + 22, at.width - 24, 13))
    inner = at.inset(0 if paper == "transparent" else 12, 10).below(_TITLE if title else 0)
    card = None if paper == "transparent" else rect(at, f"card on-{paper}", round=8)
    mark = rect(at, "changed", round=8) if placed.name in changed else None
    return element("g", card, *title, content(figure, inner), mark, data_widget=placed.name)


def _title(placed: Placed, x: float, y: float, room: float, size: float) -> Iterator[Markup]:
    heading = placed.figure.heading
    if heading.title or heading.span:
        said = f"{heading.title}  ({heading.span})" if heading.title and heading.span else heading.title or heading.span
        yield written(clipped(said, room, size), x, y, size, "strong")
