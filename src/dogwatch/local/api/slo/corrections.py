"""`/api/v1/slo/correction`: corrections of SLOs, and those that apply to one of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from dogwatch.judge import corrects
from dogwatch.local.api import errors
from dogwatch.local.api.message import Answer, Request, encoded, object_in, ok, whole_in
from dogwatch.local.api.world import World
from dogwatch.local.store import Document

from . import correction
from .correction import Attributes
from .endpoints import document
from .most_corrections import refuse_one_more

KIND = "slo_correction"
TYPE = "correction"
LARGEST_PAGE = 1000
PER_SLO = 10


def create(world: World, request: Request) -> Answer:
    """`POST`: 200 with the correction; 400 for what is none, 404 for an SLO that is not there."""
    sent = _attributes(request)
    attributes = correction.created(sent, _now(world))
    if attributes["slo_id"]:
        document(world, attributes["slo_id"])
        refuse_one_more(attributes, every(world).values(), _now(world))
    id = str(uuid4())
    _save(world, id, attributes)
    return ok({"data": _shown(id, correction.as_created(attributes))})


def get(world: World, request: Request, id: str) -> Answer:
    return ok({"data": _shown(id, _stored(world, id))})


def update(world: World, request: Request, id: str) -> Answer:
    """`PATCH`: changes what the request says."""
    attributes = correction.updated(_stored(world, id), _attributes(request), _now(world))
    _save(world, id, attributes)
    return ok({"data": _shown(id, attributes)})


def delete(world: World, request: Request, id: str) -> Answer:
    """`DELETE`: 204 without a body."""
    _stored(world, id)
    with world.store.transaction():
        world.store.delete(KIND, id)
    return Answer(204, b"", "text/html; charset=utf-8")


def list_all(world: World, request: Request) -> Answer:
    """`GET`: all corrections by id, `offset` and `limit` of them."""
    offset, limit = whole_in(request, "offset", 0), whole_in(request, "limit", LARGEST_PAGE)
    found = [_shown(str(each.id), json.loads(each.body)) for each in world.store.all(KIND, skip=offset, limit=limit)]
    count = world.store.count(KIND)
    return ok({"data": found, "meta": {"page": {"total_count": count, "total_filtered_count": count}}})


def of_slo(world: World, request: Request, id: str) -> Answer:
    """`GET /api/v1/slo/{id}/corrections`: those that apply to an SLO, ten a page."""
    slo = json.loads(document(world, id).body)
    offset, limit = whole_in(request, "page[offset]", 0), whole_in(request, "page[limit]", PER_SLO)
    if not limit:
        raise errors.invalid("page[limit]")
    found = applying_to(world, slo)
    shown = [_shown(each, attributes) for each, attributes in found.items()][offset : offset + limit]
    last = max(0, len(found) - 1) // limit * limit
    pagination = {
        "offset": offset,
        "first_offset": 0,
        "prev_offset": max(0, offset - limit),
        "next_offset": offset + limit,
        "last_offset": last,
        "limit": limit,
        "type": "offset_limit",
        "total": len(found),
    }
    return ok({"data": shown, "meta": {"pagination": pagination}, "links": _links(request.path, offset, limit)})


def applying_to(world: World, slo: Mapping[str, Any]) -> dict[str, Attributes]:
    """The corrections of an SLO by id: those that name it, or whose query its tags match."""
    return {id: each for id, each in every(world).items() if corrects(each, slo["id"], slo["tags"])}


def every(world: World) -> dict[str, Attributes]:
    """All corrections by their ids."""
    return {str(each.id): json.loads(each.body) for each in world.store.all(KIND)}


def _links(path: str, offset: int, limit: int) -> dict[str, str | None]:
    def link(start: int) -> str:
        return f"{path}?page[offset]={start}&page[limit]={limit}"

    previous = link(max(0, offset - limit)) if offset else None
    return {"self": path, "last": None, "next": link(offset + limit), "prev": previous, "first": link(0)}


def _now(world: World) -> int:
    return int(world.now().timestamp())


def _shown(id: str, attributes: Attributes) -> dict[str, Any]:
    return {"type": TYPE, "id": id, "attributes": attributes}


def _stored(world: World, id: str) -> Attributes:
    found = world.store.get(KIND, id)
    if found is None:
        raise errors.correction_not_found(id)
    attributes: Attributes = json.loads(found.body)
    return attributes


def _save(world: World, id: str, attributes: Attributes) -> None:
    with world.store.transaction():
        world.store.put(KIND, Document(id, encoded(attributes), ""))


def _attributes(request: Request) -> dict[str, Any]:
    data = object_in(request).get("data")
    attributes = data.get("attributes") if isinstance(data, dict) else None
    if not isinstance(data, dict) or data.get("type") != TYPE or not isinstance(attributes, dict):
        raise errors.correction("data must have the type correction, and attributes")
    return attributes
