"""The endpoints of single SLOs: create, get, update, delete, can_delete."""

from __future__ import annotations

import json
from uuid import uuid4

from dogwatch.local.api import errors, references
from dogwatch.local.api.message import Answer, Request, encoded, object_in, ok, ok_text
from dogwatch.local.api.world import World
from dogwatch.local.store import Document

from . import body as slo_body

KIND = references.SLO


def create(world: World, request: Request) -> Answer:
    """`POST /api/v1/slo`: 200 with a list of one, or 400."""
    fields = slo_body.defined(object_in(request))
    _check_monitors(world, fields)
    now = world.now()
    body = slo_body.stored(uuid4().hex, fields, int(now.timestamp()), now)
    with world.store.transaction():
        save(world, body)
    return _written(body)


def get(world: World, request: Request, id: str) -> Answer:
    """`GET /api/v1/slo/{id}`: the SLO itself, not a list."""
    return ok_text(f'{{"data": {document(world, id).body}, "error": null}}')


def update(world: World, request: Request, id: str) -> Answer:
    """`PUT /api/v1/slo/{id}`: replaces all a client decides; the type stays."""
    sent = object_in(request)
    with world.store.transaction():
        before = json.loads(document(world, id).body)
        fields = slo_body.defined(sent, before)
        _check_monitors(world, fields)
        body = slo_body.stored(id, fields, before["created_at"], world.now())
        save(world, body)
    return _written(body)


def delete(world: World, request: Request, id: str) -> Answer:
    """`DELETE /api/v1/slo/{id}`: 409 while a dashboard or an alert names it, unless `force=true`."""
    reasons = uses(world, document(world, id))
    if reasons and request.query.get("force") != "true":
        return Answer(409, encoded({"data": [], "errors": {id: reasons}}).encode())
    with world.store.transaction():
        world.store.delete(KIND, id)
    return ok({"data": [id], "error": None})


def can_delete(world: World, request: Request) -> Answer:
    """`GET /api/v1/slo/can_delete?ids=a,b`: 200, or 409 with the SLOs that are in use."""
    ids = request.query.get("ids")
    if not ids:
        raise errors.slo_required("ids")
    documents = [document(world, id.strip()) for id in ids.split(",")]
    used = {str(each.id): reasons for each in documents if (reasons := uses(world, each))}
    data = {"ok": [each.id for each in documents if each.id not in used], "denied_ids": []}
    return Answer(409 if used else 200, encoded({"data": data, "errors": used or None}).encode())


def uses(world: World, slo: Document) -> str:
    """Why the SLO may not be deleted; empty when it may."""
    name = str(json.loads(slo.body)["name"])
    users = {by: references.users(world, KIND, slo.id, by) for by in (references.DASHBOARD, references.MONITOR)}
    return "; ".join(errors.slo_used(str(slo.id), name, by, found) for by, found in users.items() if found)


def document(world: World, id: str) -> Document:
    """The stored SLO; refuses (404) an id that is not there."""
    found = world.store.get(KIND, id)
    if found is None:
        raise errors.slo_not_found(id)
    return found


def _check_monitors(world: World, fields: slo_body.Body) -> None:
    gone = references.missing(world, references.MONITOR, fields.get("monitor_ids", []))
    if gone:
        raise errors.slo(f"monitor {gone[0]} not found")


def save(world: World, body: slo_body.Body) -> None:
    """Stores the SLO as a GET shows it, and which monitors it names."""
    world.store.put(KIND, Document(body["id"], encoded(body), ""))
    world.store.refer(KIND, body["id"], references.MONITOR, body.get("monitor_ids", []))


def _written(body: slo_body.Body) -> Answer:
    return ok({"data": [slo_body.as_written(body)], "error": None})
