"""What has rows, in a picture: lists, tables, monitors and events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from dogwatch.draw.figures import change as changes
from dogwatch.draw.figures import query_table as tables
from dogwatch.draw.figures import toplist as toplists
from dogwatch.draw.figures.event_list import EventList, Listed
from dogwatch.draw.figures.manage_status import StatesOfMonitors
from dogwatch.draw.formats import Look
from dogwatch.draw.paint.change import difference, judged
from dogwatch.draw.paint.event_list import CLASSES
from dogwatch.draw.paint.html import Markup, element, joined
from dogwatch.draw.paint.looks import palette
from dogwatch.draw.paint.manage_status import state_class
from dogwatch.draw.paint.when import ago
from dogwatch.draw.units import written as in_units

from .lines import LINE, SIZE, listed
from .place import Box, number, rect
from .text import clipped, width, written

_GAP = 10.0


def toplist(figure: toplists.Toplist, box: Box) -> Markup:
    most = max([abs(row.value) for row in figure.rows]) or 1.0
    column = max([width(_number(row), SIZE) for row in figure.rows]) + 12

    def line(row: toplists.Row, at: Box) -> Markup:
        name = Box(at.x + column + 6, at.y, at.width - column - 6, at.height)
        return joined(
            _worn(_number(row), row.look, Box(at.x, at.y, column, at.height)),
            *_bar(row.name, abs(row.value) / most, row.colour, name),
        )

    return joined(*listed(figure.rows, box, line))


def _number(row: toplists.Row) -> str:
    return "" if row.look.hides_value else in_units(row.value, row.unit)


def _bar(name: str, share: float, colour: str, at: Box) -> tuple[Markup, Markup]:
    length = Box(at.x, at.y + 1, at.width * share, at.height - 3)
    return rect(length, f"bar soft {colour}"), written(clipped(name, at.width - 8, SIZE), at.x + 6, at.y + 15, SIZE)


def _worn(text: str, look: Look, at: Box) -> Markup:
    """A number at the right end of its place, in the colours that it has by its size."""
    worn = palette(look)
    x, y, width, height = (number(each) for each in (at.x, at.y + 1, at.width, at.height - 3))
    return joined(
        element("rect", x=x, y=y, width=width, height=height, fill=look.paper) if look.paper else None,
        rect(Box(at.x, at.y + 1, at.width, at.height - 3), f"under-{worn}", round=4) if "-on-" in worn else None,
        element("g", written(text, at.x + at.width - 6, at.y + 15, SIZE, "said right"), class_=f"value {worn}"),
    )


def table(figure: tables.Table, box: Box) -> Markup:
    shown = figure.columns[: max(1, int(box.width * 0.6 / 80))]
    texts = [[_cell(cell, column) for cell, column in zip(row.cells, shown, strict=False)] for row in figure.rows]
    widths = _widths([column.name for column in shown], texts, box.width * 0.6)
    key = (box.width - sum(widths)) / max(1, len(figure.keys))
    ends = _ends(widths, box)

    def line(row: tables.Row, at: Box) -> Markup:
        names = [_text(name, at.x + key * place, at.y, key - _GAP) for place, name in enumerate(row.group)]
        cells = [
            _worn(_cell(cell, column), cell.look, Box(end - wide, at.y, wide, at.height))
            for cell, column, end, wide in zip(row.cells, shown, ends, widths, strict=False)
        ]
        return joined(_rule(at), *names, *cells)

    return joined(
        *[_head(name, box.x + key * place, box.y, key - _GAP) for place, name in enumerate(figure.keys)],
        *[
            _head(column.name, end - 6, box.y, wide - 6, right=True)
            for column, end, wide in zip(shown, ends, widths, strict=True)
        ],
        *listed(figure.rows, box.below(LINE), line),
    )


def _cell(cell: tables.Cell, column: tables.Column) -> str:
    if cell.value is None:
        return "–"
    return "" if cell.look.hides_value else in_units(cell.value, column.unit)


def change(figure: changes.Change, box: Box) -> Markup:
    heads = ["now", figure.against, "change"][0 if figure.shows_present else 1 :]
    texts = {row: _changed(row, figure)[-len(heads) :] for row in figure.rows}
    names = max([width(row.name, SIZE) for row in figure.rows]) + _GAP
    widths = _widths(heads, texts.values(), max(box.width * 0.6, box.width - names))
    ends = _ends(widths, box)

    def line(row: changes.Row, at: Box) -> Markup:
        classes = ["", "", {"good": "ok", "bad": "error"}.get(judged(row, figure), "faint")][-len(heads) :]
        return joined(
            _rule(at),
            _text(row.name, at.x, at.y, at.width - sum(widths)),
            *[
                written(clipped(text, wide - _GAP, SIZE), end - 6, at.y + 15, SIZE, f"right {class_}".strip())
                for text, class_, end, wide in zip(texts[row], classes, ends, widths, strict=True)
            ],
        )

    return joined(
        *[
            _head(name, end - 6, box.y, wide - _GAP, right=True)
            for name, end, wide in zip(heads, ends, widths, strict=True)
        ],
        *listed(figure.rows, box.below(LINE), line),
    )


def _changed(row: changes.Row, figure: changes.Change) -> list[str]:
    before = "–" if row.before is None else in_units(row.before, figure.unit)
    return [in_units(row.now, figure.unit), before, difference(row, figure)]


def _widths(heads: Sequence[str], rows: Iterable[Sequence[str]], most: float) -> list[float]:
    """How wide columns are: as wide as what stands in them, unless they have to share less."""
    wanted = [max(width(text, SIZE) for text in each) + 2 * _GAP for each in zip(heads, *rows, strict=True)]
    return wanted if sum(wanted) <= most else [min(most / len(heads), each) for each in wanted]


def _ends(widths: Sequence[float], box: Box) -> list[float]:
    """Where columns at the right end of a box end."""
    return [box.x + box.width - sum(widths[place + 1 :]) for place in range(len(widths))]


def monitors(figure: StatesOfMonitors, box: Box) -> Markup:
    x, counts = box.x, []
    for state, many in figure.counts:
        counts.append(written(str(many), x, box.y + 20, 22, f"strong {state_class(state)}"))
        counts.append(written(state, x + width(str(many), 22) + 6, box.y + 20, 12.5, "faint"))
        x += width(str(many), 22) + width(state, 12.5) + 24
    rows = [
        (state, name, since, muted)
        for monitor in figure.rows
        for state, name, since, muted in (
            (monitor.state, _called(monitor.name, monitor.priority, figure), monitor.since, monitor.is_muted),
            *[(each.state, f"   {each.name.replace(',', ', ')}", each.since, each.is_muted) for each in monitor.groups],
        )
    ]

    def line(row: tuple[str, str, int | None, bool], at: Box) -> Markup:
        state, name, since, is_muted = row
        pill = Box(at.x, at.y + 2, width(state, 11.5) + 16, 17)
        when = ago(figure.now - since) if figure.shows_since and since is not None else ""
        said = f"{name} (muted)" if is_muted else name
        return joined(
            rect(pill, f"pill {state_class(state)}", round=9),
            written(state, pill.x + 8, at.y + 15, 11.5, f"strong {state_class(state)}"),
            _text(said, at.x + 78, at.y, at.width - 78 - 50),
            written(when, at.x + at.width, at.y + 15, SIZE, "faint right"),
        )

    return joined(*counts, *listed(rows, box.below(30) if counts else box, line))


def _called(name: str, priority: int | None, figure: StatesOfMonitors) -> str:
    return f"P{priority} {name}" if figure.shows_priority and priority else name


def events(figure: EventList, box: Box) -> Markup:
    def line(event: Listed, at: Box) -> Markup:
        time = f"{datetime.fromtimestamp(event.at, UTC):%H:%M:%S}"
        class_ = CLASSES.get(event.status)
        title = written(clipped(event.title, at.width - 70, SIZE), at.x + 70, at.y + 15, SIZE, class_)
        return joined(written(time, at.x, at.y + 15, SIZE, "faint"), title)

    return joined(*listed(figure.rows, box, line))


def _head(name: str, x: float, y: float, room: float, *, right: bool = False) -> Markup:
    return written(clipped(name, room, 12), x, y + 14, 12, "faint right" if right else "faint")


def _text(text: str, x: float, y: float, room: float) -> Markup:
    return written(clipped(text, room, SIZE), x, y + 15, SIZE)


def _rule(at: Box) -> Markup:
    return element("path", d=f"M{number(at.x)} {number(at.y)}h{number(at.width)}", class_="rule")
