"""`/api/v1/dashboard/lists/manual`: create, get, list, rename, delete."""

from __future__ import annotations

import json
from typing import Any, Final

from dogwatch.local.api import errors, references, user
from dogwatch.local.api.message import Answer, Request, encoded, object_in, ok, whole
from dogwatch.local.api.world import World
from dogwatch.local.store import Document

KIND: Final = "dashboard_list"
TYPE: Final = "manual_dashboard_list"
_FIRST_ID: Final = 100_001

Body = dict[str, Any]


def create(world: World, request: Request) -> Answer:
    """`POST`: 200 with the list, in which there are no dashboards yet."""
    name = _name(request)
    now = stamp(world)
    with world.store.transaction():
        id = world.store.next_id(KIND, _FIRST_ID)
        kept = {"name": name, "created": now, "modified": now, "dashboards": []}
        save(world, id, kept)
    return ok(_shown(world, id, kept))


def get(world: World, request: Request, id: str) -> Answer:
    number, kept = stored(world, id)
    return ok(_shown(world, number, kept))


def list_all(world: World, request: Request) -> Answer:
    """`GET`: all of them at once, the last modified first."""
    every = [_shown(world, int(each.id), json.loads(each.body)) for each in world.store.all(KIND)]
    return ok({"dashboard_lists": sorted(every, key=lambda each: str(each["modified"]), reverse=True)})


def update(world: World, request: Request, id: str) -> Answer:
    """`PUT`: another name."""
    with world.store.transaction():
        number, kept = stored(world, id)
        kept = {**kept, "name": _name(request), "modified": stamp(world)}
        save(world, number, kept)
    return ok(_shown(world, number, kept))


def delete(world: World, request: Request, id: str) -> Answer:
    """`DELETE`: the dashboards in it stay."""
    with world.store.transaction():
        number, _ = stored(world, id)
        world.store.delete(KIND, number)
    return ok({"deleted_dashboard_list_id": number})


def stored(world: World, id: str) -> tuple[int, Body]:
    """A list as it is kept; refuses (404) an id that is not there."""
    number = whole(id)
    found = None if number is None else world.store.get(KIND, number)
    if found is None:
        raise errors.dashboard_list_not_found(id)
    return int(found.id), json.loads(found.body)


def save(world: World, id: int, kept: Body) -> None:
    world.store.put(KIND, Document(id, encoded(kept), ""))


def present(world: World, kept: Body) -> list[Body]:
    """The dashboards in a list that are there: one that was deleted is in no list, until it is restored."""
    return [item for item in kept["dashboards"] if world.store.get(references.DASHBOARD, item["id"])]


def stamp(world: World) -> str:
    return world.now().isoformat(timespec="microseconds")


def _shown(world: World, id: int, kept: Body) -> Body:
    return {
        "author": {"name": user.NAME, "handle": user.HANDLE},
        "created": kept["created"],
        "dashboards": None,  # recorded: they are never shown here
        "dashboard_count": len(present(world, kept)),
        "id": id,
        "is_favorite": False,
        "modified": kept["modified"],
        "name": kept["name"],
        "type": TYPE,
    }


def _name(request: Request) -> str:
    name = object_in(request).get("name")
    if not isinstance(name, str) or not name:
        raise errors.required("name")
    return name
