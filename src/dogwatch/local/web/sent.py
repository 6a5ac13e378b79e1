"""What a browser is answered, and the frame that all pages have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from dogwatch.draw import Markup, element, joined

from .assets import scripts, styles

Query = Mapping[str, Sequence[str]]

HTML: Final = "text/html; charset=utf-8"
# Where people go from any page: the path, and its name.
_PLACES: Final = (
    ("/", "Features"),
    ("/dashboard/lists", "Dashboards"),
    ("/monitors/manage", "Monitors"),
    ("/notifications", "Notifications"),
    ("/metric/explorer", "Explorer"),
)


@dataclass(frozen=True)
class Sent:
    """What a browser is answered; `keeps` says that it may keep it for good."""

    status: int
    text: str
    content_type: str = HTML
    keeps: bool = False


def shown(title: str, body: Markup, here: str = "", status: int = 200) -> Sent:
    """A page below the places that there are; `here` is the path of the one that it belongs to."""
    links = [element("a", name, href=path, aria_current="page" if path == here else None) for path, name in _PLACES]
    nav = element("nav", element("b", "dogwatch"), *links, class_="places", aria_label="Places")
    return Sent(status, _document(title, joined(nav, body)))


def missing(why: str) -> Sent:
    """404, with the reason."""
    return shown("Not found", element("main", element("h1", "Not found"), element("p", why)), status=404)


def refused(why: str) -> Sent:
    """400, for an address that asks for what cannot be."""
    return shown("Not shown", element("main", element("h1", "Not shown"), element("p", why)), status=400)


def one(query: Query, name: str) -> str:
    """The value of a parameter, the first of several; empty without one."""
    return next(iter(query.get(name, ())), "")


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
