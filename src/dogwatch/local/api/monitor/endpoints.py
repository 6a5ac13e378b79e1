"""The endpoints of single monitors: create, get, update, delete, validate, can_delete."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dogwatch.local.api import errors, references
from dogwatch.local.api.alerting.states import group_states, shown, wanted
from dogwatch.local.api.message import Answer, Request, encoded, object_in, ok, ok_text, whole
from dogwatch.local.api.world import World
from dogwatch.local.store import Document

from . import body as monitor_body
from . import policy as monitor_policy
from . import query as monitor_query
from . import slo_alert
from . import types as monitor_types

KIND = references.MONITOR
FIRST_ID = 10_000_001


def create(world: World, request: Request) -> Answer:
    """`POST /api/v1/monitor`: 200 with the whole monitor, or 400."""
    sent = object_in(request)
    fields = _fields(world, sent)
    links = monitor_body.assets(sent, [])
    digest = monitor_body.digest(fields)
    with world.store.transaction():
        twin = world.store.find(KIND, digest)
        if isinstance(twin, int):
            raise errors.duplicate(twin, monitor_body.ORG_ID)
        id = world.store.next_id(KIND, FIRST_ID)
        text = encoded(monitor_body.created(id, fields, world.now()))
        _save(world, Document(id, monitor_body.with_fields(text, creator=monitor_body.CREATOR), encoded(links)), digest)
        _refer(world, id, fields)
    return ok_text(monitor_body.with_fields(text, **_only_when_written(id, links), creator=monitor_body.CREATOR))


def get(world: World, request: Request, id: str) -> Answer:
    """`GET /api/v1/monitor/{id}`: as listed, with assets, downtimes and states of groups only when asked for."""
    document = _document(world, id)
    more: dict[str, object] = {}
    states = wanted(request)
    if states is not None:
        more["state"] = shown(group_states(world, int(id), states))
    if request.query.get("with_assets") == "true":
        more["assets"] = json.loads(document.extra)
    if request.query.get("with_downtimes") == "true":
        more["matching_downtimes"] = []
    return ok_text(monitor_body.with_fields(document.body, **more))


def update(world: World, request: Request, id: str) -> Answer:
    """`PUT /api/v1/monitor/{id}`: merges the fields sent; the answer leaves `creator` out, as recorded."""
    sent = object_in(request)
    with world.store.transaction():
        document = _document(world, id)
        stored = json.loads(document.body)
        fields = _fields(world, sent, stored)
        links = monitor_body.assets(sent, json.loads(document.extra))
        body = monitor_body.updated(stored, fields, world.now())
        digest = monitor_body.digest(fields)
        _save(world, Document(document.id, encoded(body), encoded(links)), digest)
        _refer(world, body["id"], fields)
    del body["creator"]
    return ok({**body, **_only_when_written(body["id"], links)})


def delete(world: World, request: Request, id: str) -> Answer:
    """`DELETE /api/v1/monitor/{id}`: 400 while a composite or an SLO names it, unless `force=true`."""
    reasons = _uses(world, _document(world, id))
    if reasons and request.query.get("force") != "true":
        raise errors.Refused(400, *reasons)
    with world.store.transaction():
        world.store.delete(KIND, int(id))
    return ok({"deleted_monitor_id": int(id)})


def can_delete(world: World, request: Request) -> Answer:
    """`GET /api/v1/monitor/can_delete?monitor_ids=1,2`: 200, or 409 with the monitors that are in use."""
    ids = request.query.get("monitor_ids")
    if not ids:
        raise errors.required("monitor_ids")
    documents = [_document(world, id.strip()) for id in ids.split(",")]
    used = {document.id: reasons for document in documents if (reasons := _uses(world, document))}
    free = {"ok": [document.id for document in documents if document.id not in used]}
    if not used:
        return ok({"data": free, "errors": None})
    told = {str(id): reasons for id, reasons in used.items()}
    return Answer(409, encoded({"data": free, "errors": told}).encode())


def _uses(world: World, document: Document) -> list[str]:
    """Why the monitor may not be deleted, in the server's words; empty when it may."""
    id, name = int(document.id), str(json.loads(document.body).get("name"))
    composites = references.users(world, KIND, id, by=KIND)
    slos = references.users(world, KIND, id, by=references.SLO)
    reasons = [errors.used_by_composites(id, name, composites)] if composites else []
    return [*reasons, errors.used_by_slos(id, name, slos)] if slos else reasons


def validate(world: World, request: Request) -> Answer:
    """`POST /api/v1/monitor/validate`: `{}` for what a create would take but for duplicates, else 400."""
    sent = object_in(request)
    _fields(world, sent)
    monitor_body.assets(sent, [])
    return ok({})


def validate_existing(world: World, request: Request, id: str) -> Answer:
    """`POST /api/v1/monitor/{id}/validate`: `{}` for what an update would take, else 400 or 404."""
    sent = object_in(request)
    _fields(world, sent, json.loads(_document(world, id).body))
    monitor_body.assets(sent, [])
    return ok({})


def _fields(world: World, sent: Mapping[str, Any], before: Mapping[str, Any] | None = None) -> monitor_body.Body:
    _check_restriction(sent.get("restriction_policy"))
    fields = monitor_body.defined(sent, before)
    if fields["type"] == monitor_types.COMPOSITE:
        _check_sub_monitors(world, monitor_query.sub_monitors(fields["query"]))
    elif fields["type"] == monitor_types.SLO:
        slo_alert.check(world, slo_alert.parsed(fields["query"]))
    monitor_policy.check_tags(world, fields["tags"])
    return fields


def _check_restriction(policy: object) -> None:
    # Published monitors carry a policy that restricts nobody; one that does would have to be enforced.
    if policy is None or (isinstance(policy, dict) and not policy.get("bindings")):
        return
    raise errors.not_emulated("restriction_policy of a monitor")


def _check_sub_monitors(world: World, ids: Iterable[int]) -> None:
    documents = [world.store.get(KIND, id) for id in ids]
    if any(document is None or _is_composite(document) for document in documents):
        raise errors.Refused(400, errors.SOME_MONITORS_INVALID)


def _is_composite(document: Document) -> bool:
    return bool(json.loads(document.body)["type"] == monitor_types.COMPOSITE)


def _document(world: World, id: str) -> Document:
    number = whole(id)
    document = None if number is None else world.store.get(KIND, number)
    if document is None:
        raise errors.Refused(404, errors.MONITOR_NOT_FOUND)
    return document


def _save(world: World, document: Document, digest: str) -> None:
    world.store.put(KIND, document, digest=digest)


def _refer(world: World, id: int, fields: Mapping[str, Any]) -> None:
    if fields["type"] == monitor_types.COMPOSITE:
        world.store.refer(KIND, id, KIND, monitor_query.sub_monitors(fields["query"]))
    elif fields["type"] == monitor_types.SLO:
        world.store.refer(KIND, id, references.SLO, [slo_alert.parsed(fields["query"]).slo])


def _only_when_written(id: int, links: Iterable[monitor_body.Body]) -> dict[str, object]:
    """Fields that only the answers to a create and an update show; there a runbook link says whose it is."""
    return {"restriction_policy": None, "assets": [{"monitor_id": id, **link} for link in links]}
