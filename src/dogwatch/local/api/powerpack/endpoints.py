"""`/api/v2/powerpacks`: create, get, list, update, delete."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid1

from dogwatch.local.api import errors, user
from dogwatch.local.api.message import Answer, Request, attributes_in, encoded, ok, whole_in
from dogwatch.local.api.world import World
from dogwatch.local.store import Document

from .attributes import Attributes, taken

KIND = "powerpack"
PAGE_SIZE = 25  # that of Datadog's own client

_AUTHOR: Mapping[str, Any] = {
    "type": "users",
    "id": user.ID,
    "attributes": {"name": user.NAME, "email": user.HANDLE},
}


def create(world: World, request: Request) -> Answer:
    """`POST`: 200 with the powerpack and who made it."""
    attributes = taken(attributes_in(request, KIND))
    id = str(uuid1())
    with world.store.transaction():
        _save(world, id, attributes)
    return ok(_answered(id, attributes))


def get(world: World, request: Request, id: str) -> Answer:
    return ok(_answered(id, json.loads(_stored(world, id).body)))


def known(world: World, id: str) -> Attributes | None:
    """The attributes of one, if there is one."""
    found = world.store.get(KIND, id)
    return json.loads(found.body) if found else None


def list_all(world: World, request: Request) -> Answer:
    """`GET`: the powerpacks of a page, from the last id to the first (recorded)."""
    offset, limit = whole_in(request, "page[offset]", 0), whole_in(request, "page[limit]", PAGE_SIZE)
    stored = world.store.all(KIND)[::-1][offset : offset + limit]
    shown = [_shown(str(each.id), json.loads(each.body)) for each in stored]
    pagination = {
        "offset": offset,
        "first_offset": 0,
        "prev_offset": max(0, offset - limit),
        "next_offset": offset + limit,
        "last_offset": None,
        "limit": limit,
        "type": "offset_limit",
    }
    included = {"included": [_AUTHOR]} if shown else {"included": []}
    links = _links(request, offset, limit)
    return ok({"data": shown, **included, "meta": {"pagination": pagination}, "links": links})


def update(world: World, request: Request, id: str) -> Answer:
    """`PATCH`: changes what the request says; a group replaces the one before."""
    with world.store.transaction():
        attributes = taken(attributes_in(request, KIND), json.loads(_stored(world, id).body))
        _save(world, id, attributes)
    return ok(_answered(id, attributes))


def delete(world: World, request: Request, id: str) -> Answer:
    """`DELETE`: 204 without a body."""
    _stored(world, id)
    with world.store.transaction():
        world.store.delete(KIND, id)
    return Answer(204, b"", "text/html; charset=utf-8")


def _answered(id: str, attributes: Attributes) -> dict[str, Any]:
    return {"data": _shown(id, attributes), "included": [_AUTHOR]}


def _shown(id: str, attributes: Attributes) -> dict[str, Any]:
    return {"type": KIND, "id": id, "attributes": attributes, "relationships": {"author": user.REFERENCE}}


def _links(request: Request, offset: int, limit: int) -> dict[str, str | None]:
    def link(start: int) -> str:
        return f"{request.path}?page[offset]={start}&page[limit]={limit}"

    asked = "&".join(f"{name}={value}" for name, value in request.query.items())
    here = f"{request.path}?{asked}" if asked else request.path
    previous = link(max(0, offset - limit)) if offset else None
    return {"self": here, "last": None, "next": link(offset + limit), "prev": previous, "first": link(0)}


def _stored(world: World, id: str) -> Document:
    found = world.store.get(KIND, id)
    if found is None:
        raise errors.Refused(404, errors.powerpack_not_found(id))
    return found


def _save(world: World, id: str, attributes: Attributes) -> None:
    world.store.put(KIND, Document(id, encoded(attributes), ""))
