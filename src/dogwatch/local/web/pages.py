"""The pages by their paths."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from dogwatch.draw import Markup, element, joined, page, painted
from dogwatch.local.api.world import World

from .assets import FOLDER, assets, scripts, styles
from .controls import between_in, controls, variables_in
from .dashboards import CATALOG, Shown, body_at, listed
from .drawing import data_of

Query = Mapping[str, Sequence[str]]

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Sent:
    """What a browser is answered; `keeps` says that it may keep it for good."""

    status: int
    text: str
    content_type: str = HTML
    keeps: bool = False


def sent(world: World, path: str, query: Query) -> Sent:
    """The page at a path; 404 where there is none."""
    if path.startswith(FOLDER):
        asset = assets().get(path)
        return Sent(200, asset.text, asset.content_type, keeps=True) if asset else _missing(f"There is no file {path}.")
    if path in ("/", "/dashboard/lists"):
        return _index(world, "".join(query.get("q", ())))
    if path.startswith(("/dashboard/", CATALOG)):
        return _dashboard(world, unquote(path), query)
    return _missing(f"There is no page at {path}.")


def _index(world: World, search: str) -> Sent:
    found = listed(world, search)
    stored, declared = ([each for each in found if each.is_stored is here] for here in (True, False))
    heading = f"Dashboards with {search!r} in their titles" if search else "Dashboards"
    parts = [
        element("header", element("h1", heading), class_="page"),
        _list("Applied", stored, "" if declared else _HOW),
        _list("Declared in the catalog, not applied", declared) if declared else None,
    ]
    return Sent(200, _document(heading, element("main", *parts, class_="index", data_live="index")))


_HOW = "None yet: dogwatch apply --local puts a catalog's here, and so does any client of Datadog's API."


def _list(title: str, dashboards: Sequence[Shown], otherwise: str = "") -> Markup | None:
    if not dashboards:
        return element("p", otherwise) if otherwise else None
    items = [
        element("li", element("a", each.title, href=each.path), element("span", each.description))
        for each in dashboards
    ]
    return joined(element("h2", title), element("ul", *items))


def _dashboard(world: World, path: str, query: Query) -> Sent:
    body = body_at(world, path)
    if body is None:
        return _missing(f"There is no dashboard at {path}.")
    given = variables_in(query)
    span = next(iter(query.get("span", ())), None)
    now = int(world.now().timestamp())
    try:
        between = between_in(query)
        drawn = page(body, data_of(world), now, span, given, between)
    except ValueError as error:
        return Sent(400, _document("Not shown", element("p", str(error))))
    back = element("p", element("a", "Dashboards", href="/"), class_="back")
    shown = painted(drawn, controls(drawn, given, between), plots=True)
    return Sent(200, _document(drawn.title or "Untitled", joined(back, shown)))


def _missing(why: str) -> Sent:
    back = element("a", "See the dashboards", href="/")
    return Sent(404, _document("Not found", element("main", element("h1", "Not found"), element("p", why), back)))


def _document(title: str, body: Markup) -> str:
    head = joined(
        Markup('<meta charset="utf-8">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        element("title", f"{title} – dogwatch"),
        *[Markup(f'<link rel="stylesheet" href="{each.path}">') for each in styles()],
        Markup('<link rel="icon" href="data:,">'),
        *[Markup(f'<script src="{each.path}" defer></script>') for each in scripts()],
    )
    return f'<!doctype html>\n<html lang="en"><head>{head}</head><body>{body}</body></html>\n'
