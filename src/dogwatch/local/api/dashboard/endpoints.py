"""The endpoints of single dashboards: create, get, update, delete."""

from __future__ import annotations

import json
import random

from dogwatch.local.api import errors, references
from dogwatch.local.api.message import Answer, Request, encoded, object_in, ok, ok_text
from dogwatch.local.api.world import World
from dogwatch.local.store import Document

from . import body as dashboard_body
from . import widgets

KIND = references.DASHBOARD
DELETED = "dashboard-deleted"

_LETTERS = "23456789abcdefghijkmnpqrstuvwxyz"


def create(world: World, request: Request) -> Answer:
    """`POST /api/v1/dashboard`: 200 with the whole dashboard, or 400."""
    fields = dashboard_body.defined(object_in(request))
    with world.store.transaction():
        body = dashboard_body.stored(_new_id(world), fields, "", world.now())
        text = save(world, body)
    return ok_text(text)


def _new_id(world: World) -> str:
    while True:
        id = "-".join("".join(random.choices(_LETTERS, k=3)) for _ in range(3))
        if world.store.get(KIND, id) is None and world.store.get(DELETED, id) is None:
            return id


def get(world: World, request: Request, id: str) -> Answer:
    """`GET /api/v1/dashboard/{id}`."""
    return ok_text(document(world, id).body)


def update(world: World, request: Request, id: str) -> Answer:
    """`PUT /api/v1/dashboard/{id}`: replaces the whole; what is not sent goes back to its default."""
    sent = object_in(request)
    with world.store.transaction():
        before = json.loads(document(world, id).body)
        fields = dashboard_body.defined(sent, before)
        text = save(world, dashboard_body.stored(id, fields, before["created_at"], world.now()))
    return ok_text(text)


def delete(world: World, request: Request, id: str) -> Answer:
    """`DELETE /api/v1/dashboard/{id}`: it can be restored."""
    with world.store.transaction():
        bury(world, document(world, id))
    return ok({"deleted_dashboard_id": id})


def document(world: World, id: str) -> Document:
    """The stored dashboard; refuses (404) an id that is not there."""
    found = world.store.get(KIND, id)
    if found is None:
        raise errors.dashboard_not_found(id)
    return found


def save(world: World, body: dashboard_body.Body) -> str:
    """Stores the dashboard beside what a list shows of it, and gives its text."""
    text = encoded(body)
    world.store.put(KIND, Document(body["id"], text, encoded(dashboard_body.listed(body))))
    world.store.refer(KIND, body["id"], references.SLO, set(widgets.slos(body["widgets"])))
    return text


def bury(world: World, dashboard: Document) -> None:
    """Puts a dashboard among the deleted ones."""
    body = json.loads(dashboard.body)
    listed = encoded(dashboard_body.listed(body, dashboard_body.stamp(world.now())))
    world.store.put(DELETED, Document(dashboard.id, dashboard.body, listed))
    world.store.delete(KIND, dashboard.id)
