"""Several dashboards at once: `DELETE` and `PATCH /api/v1/dashboard`, all of them or none."""

from __future__ import annotations

import json

from dogwatch.local.api import errors
from dogwatch.local.api.message import Answer, Request, object_in
from dogwatch.local.api.world import World

from .endpoints import DELETED, bury, document, save


def delete(world: World, request: Request) -> Answer:
    """`DELETE /api/v1/dashboard`: 204; 404 with the first id that is not there, and then nothing is deleted."""
    ids = _ids(request)
    with world.store.transaction():
        for id in ids:
            bury(world, document(world, id))
    return Answer(204, b"")


def restore(world: World, request: Request) -> Answer:
    """`PATCH /api/v1/dashboard`: 204; 404 with the first id that was not deleted, and then nothing is restored."""
    ids = _ids(request)
    with world.store.transaction():
        for id in ids:
            _unbury(world, id)
    return Answer(204, b"")


def _unbury(world: World, id: str) -> None:
    dashboard = world.store.get(DELETED, id)
    if dashboard is None:
        raise errors.dashboard_not_found(id)
    save(world, json.loads(dashboard.body))
    world.store.delete(DELETED, id)


def _ids(request: Request) -> list[str]:
    data = object_in(request).get("data")
    if not isinstance(data, list) or not data:
        raise errors.required("data")
    ids = [each.get("id") for each in data if isinstance(each, dict) and each.get("type") == "dashboard"]
    if len(ids) != len(data) or not all(isinstance(id, str) for id in ids):
        raise errors.invalid("data")
    return list(dict.fromkeys(map(str, ids)))
