"""The list of dashboards, and each of them drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dogwatch.draw import Markup, element, joined
from dogwatch.local.api.world import World

from .controls import variables_in
from .dashboards import Shown, body_at, listed
from .drawing import data_of
from .drawn import drawn
from .sent import Query, Sent, missing, one, refused, shown

PLACE: Final = "/dashboard/lists"
_HOW: Final = "None yet: dogwatch apply --local puts a catalog's here, and so does any client of Datadog's API."


def index(world: World, query: Query) -> Sent:
    """The dashboards whose titles hold a text, `q`."""
    search = one(query, "q")
    found = listed(world, search)
    stored, declared = ([each for each in found if each.is_stored is here] for here in (True, False))
    heading = f"Dashboards with {search!r} in their titles" if search else "Dashboards"
    field = element("input", name="q", value=search, type="search", placeholder="part of a title", aria_label="Find")
    form = element("form", field, element("button", "Find"), method="get", role="search", class_="controls")
    parts = [
        element("header", element("h1", heading), form, class_="page"),
        _list("Applied", stored, "" if declared else "No dashboard matches." if search else _HOW),
        _list("Declared in the catalog, not applied", declared) if declared else None,
    ]
    return shown(heading, element("main", *parts, class_="index", data_live="index"), PLACE)


def dashboard(world: World, path: str, query: Query) -> Sent:
    """The dashboard at a path, over the time and with the variables of the address."""
    body = body_at(world, path)
    if body is None:
        return missing(f"There is no dashboard at {path}.")
    given = variables_in(query)
    now = int(world.now().timestamp())
    try:
        made = drawn(body, data_of(world), query, given, now)
    except ValueError as error:
        return refused(str(error))
    return shown(made.title or "Untitled", made.shown, PLACE)


def _list(title: str, dashboards: Sequence[Shown], otherwise: str = "") -> Markup | None:
    if not dashboards:
        return element("p", otherwise) if otherwise else None
    items = [
        element("li", element("a", each.title, href=each.path), element("span", each.description))
        for each in dashboards
    ]
    return joined(element("h2", title), element("ul", *items))
