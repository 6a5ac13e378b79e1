"""The endpoints of single SLOs: create, get, update, delete."""

from __future__ import annotations

import json
from uuid import uuid4

from dogwatch.local.api import errors
from dogwatch.local.api.message import Answer, Request, encoded, object_in, ok, ok_text
from dogwatch.local.api.world import World
from dogwatch.local.store import Document

from . import body as slo_body

KIND = "slo"


def create(world: World, request: Request) -> Answer:
    """`POST /api/v1/slo`: 200 with a list of one, or 400."""
    fields = slo_body.defined(object_in(request))
    now = world.now()
    body = slo_body.stored(uuid4().hex, fields, int(now.timestamp()), now)
    with world.store.transaction():
        _save(world, body)
    return _written(body)


def get(world: World, request: Request, id: str) -> Answer:
    """`GET /api/v1/slo/{id}`: the SLO itself, not a list."""
    return ok_text(f'{{"data": {document(world, id).body}, "error": null}}')


def update(world: World, request: Request, id: str) -> Answer:
    """`PUT /api/v1/slo/{id}`: replaces all a client decides; the type stays."""
    sent = object_in(request)
    with world.store.transaction():
        before = json.loads(document(world, id).body)
        body = slo_body.stored(id, slo_body.defined(sent, before), before["created_at"], world.now())
        _save(world, body)
    return _written(body)


def delete(world: World, request: Request, id: str) -> Answer:
    """`DELETE /api/v1/slo/{id}`."""
    document(world, id)
    with world.store.transaction():
        world.store.delete(KIND, id)
    return ok({"data": [id], "error": None})


def document(world: World, id: str) -> Document:
    """The stored SLO; refuses (404) an id that is not there."""
    found = world.store.get(KIND, id)
    if found is None:
        raise errors.slo_not_found(id)
    return found


def _save(world: World, body: slo_body.Body) -> None:
    world.store.put(KIND, Document(body["id"], encoded(body), ""))


def _written(body: slo_body.Body) -> Answer:
    return ok({"data": [slo_body.as_written(body)], "error": None})
