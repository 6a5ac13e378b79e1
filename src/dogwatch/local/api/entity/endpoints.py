"""`/api/v2/catalog/entity`: upsert, list, delete."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlencode
from uuid import uuid4

from dogwatch.local.api import errors
from dogwatch.local.api.message import Answer, Request, encoded, object_in, whole_in
from dogwatch.local.api.world import World
from dogwatch.local.store import Document

from . import definition
from .definition import NAMESPACE, Definition

KIND: Final = "entity"
CONTENT_TYPE: Final = "application/vnd.api+json"
PER_PAGE: Final = 100
_PATH: Final = "/api/v2/catalog/entity"
_FILTERS: Final = ("id", "ref", "name", "kind", "owner")
# What a head repeats of the metadata.
_SHOWN: Final = ("name", "namespace", "displayName", "description", "owner", "tags")

Body = dict[str, Any]


def upsert(world: World, request: Request) -> Answer:
    """`POST`: 202 with the entity, in the place of the one with its kind, namespace and name if there is one."""
    if not request.body.lstrip().startswith(b"{"):
        raise errors.not_emulated("entities in YAML; send JSON")
    said = definition.taken(object_in(request))
    reference, now = definition.reference(said), _now(world)
    with world.store.transaction():
        before = _by_reference(world, reference)
        id = str(before.id) if before else str(uuid4())
        times = {"createdAt": json.loads(before.body)["meta"]["createdAt"] if before else now, "modifiedAt": now}
        entity = {"schema": said, "meta": {**times, "ingestionSource": "api"}}
        world.store.put(KIND, Document(id, encoded(entity), ""), digest=reference)
    return _answer(202, [(id, entity)], {}, includes=True)


def list_all(world: World, request: Request) -> Answer:
    """`GET`: the entities by id that the filters leave, `page[limit]` of them."""
    wanted, includes = _filters(request), _includes(request)
    offset, limit = whole_in(request, "page[offset]", 0), whole_in(request, "page[limit]", PER_PAGE)
    every = [(str(each.id), json.loads(each.body)) for each in world.store.all(KIND)]
    found = [(id, entity) for id, entity in every if _is_wanted(id, entity["schema"], wanted)]
    said = {**request.query, "page[limit]": str(limit), "page[offset]": str(offset)}
    links = {"self": f"{_PATH}?{urlencode(sorted(said.items()))}"}
    if offset + limit < len(found):
        links["next"] = f"{_PATH}?{urlencode(sorted({**said, 'page[offset]': str(offset + limit)}.items()))}"
    return _answer(200, found[offset : offset + limit], {"links": links}, includes=includes, count=len(found))


def delete(world: World, request: Request, id: str) -> Answer:
    """`DELETE` by the id, or by a reference without a namespace: 204 without a body."""
    found = _by_reference(world, id) if ":" in id else world.store.get(KIND, id)
    return _deleted(world, found, id)


def delete_in_namespace(world: World, request: Request, namespace: str, name: str) -> Answer:
    """`DELETE` by the whole reference, `system:default/checkout`."""
    reference = f"{namespace}/{name}"
    return _deleted(world, _by_reference(world, reference), reference)


def _deleted(world: World, found: Document | None, id: str) -> Answer:
    if found is None:
        raise errors.entity_not_found(id)
    with world.store.transaction():
        world.store.delete(KIND, found.id)
    return Answer(204, b"", CONTENT_TYPE)


def _by_reference(world: World, reference: str) -> Document | None:
    id = world.store.find(KIND, _whole_reference(reference))
    return None if id is None else world.store.get(KIND, id)


def _whole_reference(reference: str) -> str:
    kind, _, name = reference.partition(":")
    return reference if "/" in name else f"{kind}:{NAMESPACE}/{name}"


def _filters(request: Request) -> dict[str, str]:
    """What is asked for; refuses (501) filters that are not emulated."""
    wanted = {}
    for name, value in request.query.items():
        if name.startswith("filter["):
            by = name.removeprefix("filter[").removesuffix("]")
            if by not in _FILTERS:
                raise errors.not_emulated(f"{name} of entities")
            wanted[by] = _whole_reference(value) if by == "ref" else value
    if request.query.get("includeDiscovered", "false") != "false":
        raise errors.not_emulated("discovered services among entities")
    return wanted


def _is_wanted(id: str, said: Definition, wanted: Mapping[str, str]) -> bool:
    seen = {
        "id": id,
        "ref": definition.reference(said),
        "kind": said["kind"],
        "name": said["metadata"]["name"],
        "owner": said["metadata"].get("owner"),
    }
    return all(seen[by] == value for by, value in wanted.items())


def _includes(request: Request) -> bool:
    include = request.query.get("include", "")
    if include not in ("", "schema"):
        raise errors.not_emulated(f"entities with their {include}")
    return bool(include)


def _answer(
    status: int, entities: list[tuple[str, Body]], further: Body, *, includes: bool, count: int | None = None
) -> Answer:
    """Heads, and the definitions beside them where they are asked for."""
    body: Body = {
        "data": [_head(id, entity, includes) for id, entity in entities],
        "meta": {
            "count": len(entities) if count is None else count,
            "includeCount": len(entities) if includes else 0,
        },
        **further,
    }
    if includes and entities:
        body["included"] = [_whole(id, entity) for id, entity in entities]
    return Answer(status, encoded(body).encode(), CONTENT_TYPE)


def _head(id: str, entity: Body, includes: bool) -> Body:
    said = entity["schema"]
    metadata = {name: said["metadata"][name] for name in _SHOWN if name in said["metadata"]}
    attributes = {"apiVersion": said["apiVersion"], "kind": said["kind"], **metadata}
    related = {"schema": {"data": {"id": id, "type": "schema"}}} if includes else {}
    return {"id": id, "type": "entity", "attributes": attributes, "relationships": related, "meta": entity["meta"]}


def _whole(id: str, entity: Body) -> Body:
    said, meta = entity["schema"], entity["meta"]
    managed = {name: meta[name] for name in ("ingestionSource", "createdAt", "modifiedAt")}
    schema = {**said, "metadata": {**said["metadata"], "managed": managed}}
    return {"id": id, "type": "schema", "attributes": {"schema": schema}}


def _now(world: World) -> str:
    return world.now().replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"
