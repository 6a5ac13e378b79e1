"""`/api/v2/downtime`: create, get, list, update, cancel."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from dogwatch.judge import Downtime, read_downtime
from dogwatch.local.api import errors, references, user
from dogwatch.local.api.message import Answer, Request, attributes_in, encoded, ok, whole_in
from dogwatch.local.api.world import World
from dogwatch.local.store import Document

from . import attributes as downtime_attributes
from .attributes import Attributes

KIND = "downtime"
PER_PAGE = 30
_INCLUDABLE = ("created_by", "monitor")
# What one downtime says as much as another that is refused as its duplicate.
_SAME = ("scope", "monitor_identifier", "schedule")

Body = dict[str, Any]


def create(world: World, request: Request) -> Answer:
    """`POST`: 200 with the downtime and who made it; 400 for a duplicate of one that is not over."""
    attributes = downtime_attributes.created(attributes_in(request, KIND), world.now())
    _check_monitor(world, attributes)
    with world.store.transaction():
        _check_duplicate(world, attributes)
        id = str(uuid4())
        _save(world, id, attributes)
    return ok(_written(world, id, attributes))


def get(world: World, request: Request, id: str) -> Answer:
    return ok(_shown_alone(world, request, id, _stored(world, id)))


def update(world: World, request: Request, id: str) -> Answer:
    """`PATCH`: changes what the request says."""
    with world.store.transaction():
        attributes = downtime_attributes.updated(_stored(world, id), attributes_in(request, KIND), world.now())
        _check_monitor(world, attributes)
        _save(world, id, attributes)
    return ok(_written(world, id, attributes))


def cancel(world: World, request: Request, id: str) -> Answer:
    """`DELETE`: 204, also for one that was canceled before; it can still be read."""
    if world.store.get(KIND, id) is None:
        raise errors.Refused(404, f"Downtime {id} not found")
    attributes = _stored(world, id)
    if attributes["canceled"] is None:
        now = world.now().isoformat()
        with world.store.transaction():
            _save(world, id, {**attributes, "canceled": now, "modified": now})
    return Answer(204, b"", "text/html; charset=utf-8")


def list_all(world: World, request: Request) -> Answer:
    """`GET`: those that are active or scheduled, by the time they were made; `current_only` are active ones."""
    wanted = ("active",) if request.query.get("current_only") == "true" else ("active", "scheduled")
    now = int(world.now().timestamp())
    found = [(each.id, attributes) for each, attributes in _all(world) if each.phase(now) in wanted]
    found.sort(key=lambda each: each[1]["created"])
    offset, limit = whole_in(request, "page[offset]", 0), whole_in(request, "page[limit]", PER_PAGE)
    include = _include(request)
    data = [_shown(world, id, attributes, include) for id, attributes in found[offset : offset + limit]]
    body: Body = {"data": data, "meta": {"page": {"total_filtered_count": len(found)}}}
    return ok({**body, **_included(data, include)})


def downtimes(world: World) -> list[Downtime]:
    """All downtimes that were ever made."""
    return [each for each, _ in _all(world)]


def _all(world: World) -> Iterable[tuple[Downtime, Attributes]]:
    for document in world.store.all(KIND):
        attributes = json.loads(document.body)
        yield read_downtime(str(document.id), attributes), attributes


def _shown_alone(world: World, request: Request, id: str, attributes: Attributes) -> Body:
    include = _include(request)
    data = _shown(world, id, attributes, include)
    return {"data": data, **_included([data], include)}


def _written(world: World, id: str, attributes: Attributes) -> Body:
    """The answer to a request that changes something: with everything that it refers to."""
    data = _shown(world, id, attributes, _INCLUDABLE)
    return {"data": data, **_included([data], _INCLUDABLE)}


def _shown(world: World, id: str, attributes: Attributes, include: Iterable[str]) -> Body:
    now = int(world.now().timestamp())
    downtime = read_downtime(id, attributes)
    schedule = attributes["schedule"]
    if "recurrences" in schedule:
        schedule = {**schedule, "current_downtime": _current(downtime, now)}
    body: Body = {
        "type": KIND,
        "id": id,
        "attributes": {**attributes, "schedule": schedule, "status": downtime.phase(now)},
    }
    monitor = attributes["monitor_identifier"].get("monitor_id")
    of_monitor = {"data": None if monitor is None else {"type": "monitor", "id": str(monitor)}}
    related = {"created_by": user.REFERENCE, "monitor": of_monitor}
    relationships = {name: related[name] for name in _INCLUDABLE if name in include}
    return {**body, "relationships": relationships} if relationships else body


def _current(downtime: Downtime, now: int) -> Body | None:
    """The one that is going on or comes next; of what is over or canceled the last that was (docs: api)."""
    span = downtime.current(now) or downtime.latest(now)
    return None if span is None else {"start": _iso(span[0]), "end": _iso(span[1])}


def _iso(second: int) -> str:
    return datetime.fromtimestamp(second, UTC).isoformat()


def _included(data: list[Body], include: Iterable[str]) -> Body:
    return {"included": [user.INCLUDED]} if data and "created_by" in include else {}


def _include(request: Request) -> tuple[str, ...]:
    names = tuple(filter(None, request.query.get("include", "").split(",")))
    if not set(names) <= set(_INCLUDABLE):
        raise errors.invalid("include")
    return names


def _stored(world: World, id: str) -> Attributes:
    try:
        UUID(id)
    except ValueError as error:
        raise errors.Refused(400, errors.DOWNTIME_ID) from error
    found = world.store.get(KIND, id)
    if found is None:
        raise errors.Refused(404, errors.DOWNTIME_NOT_FOUND)
    attributes: Attributes = json.loads(found.body)
    return attributes


def _save(world: World, id: str, attributes: Attributes) -> None:
    world.store.put(KIND, Document(id, encoded(attributes), ""))


def _check_monitor(world: World, attributes: Attributes) -> None:
    id = attributes["monitor_identifier"].get("monitor_id")
    if id is not None and references.missing(world, references.MONITOR, [id]):
        raise errors.Refused(404, errors.MONITOR_NOT_FOUND)


def _check_duplicate(world: World, attributes: Attributes) -> None:
    now = int(world.now().timestamp())
    same = [
        each.id
        for each, others in _all(world)
        if all(others[name] == attributes[name] for name in _SAME) and each.phase(now) in ("active", "scheduled")
    ]
    if same:
        raise errors.duplicate_downtime(same)
