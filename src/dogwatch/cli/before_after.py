"""The dashboards that a plan changes, drawn as they were beside what they become.

A plan is data that anybody may have written: no catalog runs here, no key is asked for, and its texts are texts.
"""

from __future__ import annotations

import base64
import re
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from dogwatch.cli.catalogs import read_file
from dogwatch.cli.for_programs import answer
from dogwatch.cli.invented import Known, made_up_pages
from dogwatch.cli.photograph import browser, photographed, write
from dogwatch.errors import UsageError
from dogwatch.kinds import DASHBOARD

if TYPE_CHECKING:
    from dogwatch.draw import Picture
    from dogwatch.saved import Board, Boards

_MADE_UP = "The values are made up, the same before and after: they show what a dashboard looks like, nothing measured."
_NO_NAME = re.compile(r"[^a-z0-9.]+")


class _Drawn(NamedTuple):
    """A dashboard that was drawn: the name of its files, and in words how much of it is otherwise."""

    name: str
    title: str
    said: str
    picture: Picture


def draw_changes(plan: Path, build: Path | None, out: Path, *, as_json: bool) -> None:
    """Writes a page for each dashboard that changes, an index of them, and PNG where a browser is."""
    from dogwatch.saved import read_boards

    found = read_boards(read_file(plan), str(plan))
    known = _known(found, build)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"{out}: {error.strerror or error}") from None
    now = int(time.time())
    program = browser()
    drawn = []
    for number, board in enumerate(found.boards, 1):
        made = _drawn(number, board, known, now)
        write(out / f"{made.name}.html", _page(made).encode())
        write(out / f"{made.name}.svg", made.picture.text.encode())
        if program is not None:
            png = photographed(made.picture.text, made.picture.width, made.picture.height, program)
            write(out / f"{made.name}.png", png)
        drawn.append(made)
    write(out / "index.html", _index(drawn).encode())
    if as_json:
        answer({"index": str(out / "index.html"), "dashboards": len(drawn), "has_png": program is not None})
        return
    count = f"{len(drawn)} dashboard{'s' * (len(drawn) != 1)}"
    click.echo(
        f"{out / 'index.html'}: {count} before and after, {'and as PNG' if program else 'no PNG without a browser'}"
    )


def _known(found: Boards, build: Path | None) -> Known:
    """What is known of SLOs and metrics: by the plan alone, or by the build that it was made from."""
    from dogwatch.saved import read_build

    built = Known.of(() if build is None else read_build(read_file(build), str(build)).resources)
    slos = {**built.slos, **found.slos}
    named = {id: slos[reference] for id, reference in found.ids.items() if reference in slos}
    return Known({**slos, **named}, built.metadata, built.types)


def _drawn(number: int, board: Board, known: Known, now: int) -> _Drawn:
    from dogwatch import draw

    before = None if board.before is None else DASHBOARD.marks.said(board.before)
    after = None if board.after is None else DASHBOARD.marks.said(board.after)
    pages = iter(made_up_pages([each for each in (before, after) if each is not None], known, now, origin=_MADE_UP))
    gone, come = draw.changed(before or {}, after or {}), draw.changed(after or {}, before or {})
    is_whole = before is None or after is None
    sides = [
        None if body is None else (next(pages), frozenset() if is_whole else marked)
        for body, marked in ((before, gone), (after, come))
    ]
    title = str((after or before or {}).get("title") or "Untitled")
    name = f"{number:03}-{_NO_NAME.sub('-', board.key.casefold())[:80].strip('-.')}"
    said = "new" if before is None else "goes" if after is None else _counted(len(gone), len(come))
    return _Drawn(name, title, said, draw.beside(*sides))


def _counted(gone: int, come: int) -> str:
    if not gone and not come:
        return "the same widgets"
    return f"{come} widget{'s' * (come != 1)} new or otherwise, {gone} no longer so"


def _page(drawn: _Drawn) -> str:
    from dogwatch.draw import element, joined, standalone

    way = element("p", element("a", "All dashboards that change", href="index.html"), class_="back")
    head = element("header", element("h1", drawn.title), element("p", drawn.said, class_="said"), class_="page")
    # As an image, whatever stands in it runs nothing and asks nobody.
    encoded = base64.b64encode(drawn.picture.text.encode()).decode()
    image = element("img", src=f"data:image/svg+xml;base64,{encoded}", alt="before and after", width="100%")
    return standalone(drawn.title, joined(way, head, image), pictures=True)


def _index(drawn: Iterable[_Drawn]) -> str:
    from dogwatch.draw import element, joined, standalone

    items = [
        element("li", element("a", each.title, href=f"{each.name}.html"), element("span", each.said)) for each in drawn
    ]
    listed = element("ul", *items) if items else element("p", "No dashboard changes.")
    head = element("header", element("h1", "Dashboards before and after"), class_="page")
    return standalone("Dashboards before and after", element("main", joined(head, listed), class_="index"))
