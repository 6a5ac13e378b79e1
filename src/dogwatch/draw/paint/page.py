"""A page of figures as HTML: what stands above it, and the widgets on their grid."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from dogwatch.draw.figures.group import Group
from dogwatch.draw.page import Page, Placed
from dogwatch.draw.places import COLUMNS

from .html import Markup, element, joined
from .widget import painted_figure


def painted(
    page: Page,
    controls: Markup | None = None,
    tabs: Markup | None = None,
    *,
    plots: bool = False,
    bare: bool = False,
) -> Markup:
    """The page between the tags of a document's body; `controls` choose another time or other variables, `tabs` a tab.

    With `plots`, graphs over time are data for a script to draw instead of pictures; `bare` is the widgets alone.
    """
    if bare:
        return grid(page.widgets, COLUMNS, plots=plots)
    return joined(
        element("header", element("h1", page.title or "Untitled"), controls or _said(page), class_="page"),
        element("p", page.origin, class_="origin") if page.origin else None,
        tabs,
        element("main", grid(page.widgets, COLUMNS, plots=plots)),
    )


def grid(widgets: Iterable[Placed], columns: int, *, plots: bool) -> Markup:
    return element("div", *[_widget(each, plots=plots) for each in widgets], class_=f"grid columns-{columns}")


def _widget(placed: Placed, *, plots: bool) -> Markup:
    place, heading = placed.place, placed.figure.heading
    span = element("small", heading.span) if heading.span else None
    title = element("h2", heading.title, " " if span else None, span) if heading.title or span else None
    if heading.kind == "group":
        body = grid(placed.inside, place.width, plots=plots)
    else:
        body = painted_figure(placed.figure, plots=plots)
    kind = heading.kind if heading.kind.isidentifier() else "other"
    if isinstance(placed.figure, Group) and placed.figure.colour:
        kind += f" tinted {placed.figure.colour.replace('_', '-')}-title"
    return element(
        "section",
        title,
        body,
        class_=f"widget {kind} x{place.x} w{place.width} h{min(place.height, 40)}",
        data_widget=placed.name,
    )


def _said(page: Page) -> Markup:
    """The time and the variables, where nothing can be chosen."""
    times = f"{moment(page.begin)} to {moment(page.end)} UTC"
    chosen = [element("span", f"${choice.name} = {', '.join(choice.values)}") for choice in page.choices]
    return element("p", element("span", times), *chosen, class_="said")


def moment(time: int) -> str:
    return f"{datetime.fromtimestamp(time, UTC):%Y-%m-%d %H:%M}"
