"""The dashboards that there are to see: those that are stored, and those that a catalog declares beside them."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import quote

from dogwatch.draw import Body
from dogwatch.local.api import references
from dogwatch.local.api.world import World
from dogwatch.names import Mark

CATALOG = "/catalog/"


class Shown(NamedTuple):
    """A dashboard in the list; `is_stored` is not so of what is only declared."""

    title: str
    path: str
    description: str
    is_stored: bool


def listed(world: World, search: str = "") -> list[Shown]:
    """The dashboards whose titles hold a text, by title; what is declared and stored is there once."""
    stored = [json.loads(each.body) for each in world.store.all(references.DASHBOARD)]
    found = [_stored(body) for body in stored]
    marks = {mark for body in stored for mark in [_mark(body)] if mark}
    found += [_declared(key, body) for key, body in world.declared.dashboards.items() if _mark(body) not in marks]
    wanted = search.casefold()
    return sorted((each for each in found if wanted in each.title.casefold()), key=lambda each: each.title.casefold())


def of_features(world: World) -> Mapping[tuple[str, str], list[Shown]]:
    """The dashboards of each feature and environment, by their marks; stored ones, else those that are declared."""
    found: dict[tuple[str, str], list[Shown]] = defaultdict(list)
    bodies = [(json.loads(each.body), None) for each in world.store.all(references.DASHBOARD)]
    marks = {_mark(body) for body, _ in bodies}
    declared = [(body, key) for key, body in world.declared.dashboards.items() if _mark(body) not in marks]
    for body, key in (*bodies, *declared):
        mark = Mark.read(_mark(body) or "")
        if mark is not None and mark.key.count("/") > 1:
            feature = mark.key.split("/")[1]
            found[feature, mark.env].append(_stored(body) if key is None else _declared(key, body))
    return found


def body_at(world: World, path: str) -> Body | None:
    """The body of the dashboard at a path; None where there is none."""
    if path.startswith(CATALOG):
        return world.declared.dashboards.get(path.removeprefix(CATALOG))
    id = path.removeprefix("/dashboard/").partition("/")[0]
    found = world.store.get(references.DASHBOARD, id)
    body: Any = json.loads(found.body) if found else None
    return body  # type: ignore[no-any-return]  # what is stored is an object


def _stored(body: Body) -> Shown:
    return Shown(_title(body), str(body["url"]), _said(body), True)


def _declared(key: str, body: Body) -> Shown:
    return Shown(_title(body), f"{CATALOG}{quote(key)}", _said(body), False)


def _title(body: Body) -> str:
    return str(body.get("title") or "Untitled")


def _said(body: Body) -> str:
    """The description without the mark that ends it."""
    return "\n".join(_lines(body)).strip().partition("\n")[0]


def _lines(body: Body) -> Iterator[str]:
    for line in str(body.get("description") or "").splitlines():
        if not line.startswith("dogwatch:"):
            yield line


def _mark(body: Body) -> str | None:
    last = str(body.get("description") or "").rpartition("\n")[2]
    return last if last.startswith("dogwatch:") else None
