"""`/api/v1/synthetics/tests`: create, get, list, update, pause and delete API tests. They are kept, and not run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dogwatch.local.api import errors, references
from dogwatch.local.api.message import Answer, Request, encoded, object_in, ok, whole_in
from dogwatch.local.api.monitor import body as monitor_body
from dogwatch.local.api.monitor import endpoints as monitors
from dogwatch.local.api.world import World
from dogwatch.local.store import Document

from .body import STATUSES, Body, answered, checked, monitor, new_id, read, with_defaults, written

KIND = "synthetic_test"
# Of a test that has not been run, as answers to a PUT show it (recorded).
NO_DATA, NEVER = 2, "1970-01-01T00:00:00+00:00"
PAGE_SIZE = 100  # v1 API description

# What a client decides; all else is the server's.
_SAID = ("name", "status", "type", "subtype", "tags", "config", "message", "options", "locations")


def create(world: World, request: Request) -> Answer:
    """`POST /tests/api`: 200 with the test, whose monitor is made with it."""
    fields = with_defaults(checked(object_in(request)))
    now = world.now().isoformat(timespec="microseconds")
    with world.store.transaction():
        monitor_id = world.store.next_id(references.MONITOR, monitors.FIRST_ID)
        test = written(new_id(), fields, {"created_at": now, "modified_at": now}, monitor_id)
        _save(world, test, str(world.store.next_id(KIND, 1)))
        _keep_monitor(world, test, monitor_body.created(monitor_id, monitor(test), world.now()))
    return ok(answered(test))


def get(world: World, request: Request, id: str) -> Answer:
    """`GET /tests/{id}` and `/tests/api/{id}`."""
    return ok(read(json.loads(_stored(world, id).body)))


def list_all(world: World, request: Request) -> Answer:
    """`GET /tests`: the tests of a page in the order of their creation, and how many there are."""
    size, page = whole_in(request, "page_size", PAGE_SIZE), whole_in(request, "page_number", 0)
    stored = sorted(world.store.all(KIND), key=lambda document: int(document.extra or 0))
    tests = [read(json.loads(document.body)) for document in stored[page * size : (page + 1) * size]]
    return ok({"tests": tests, "total": len(stored)})


def update(world: World, request: Request, id: str) -> Answer:
    """`PUT /tests/api/{id}`: the test as it is sent; one that is paused stays so where no status is sent (recorded)."""
    document = _stored(world, id)
    before = json.loads(document.body)
    sent = object_in(request)
    fields = checked({"status": before["status"], "subtype": before["subtype"], **sent})
    if fields["subtype"] != before["subtype"]:
        raise errors.invalid("subtype", "it cannot be changed after creation")
    test = _updated(world, document, before, fields)
    return ok({**answered(test), "overall_state": NO_DATA, "overall_state_modified": NEVER})


def set_status(world: World, request: Request, id: str) -> Answer:
    """`PUT /tests/{id}/status`: pauses a test or starts it, and answers `true`."""
    status = object_in(request).get("new_status")
    if status not in STATUSES:
        raise errors.invalid("new_status")
    document = _stored(world, id)
    before = json.loads(document.body)
    _updated(world, document, before, {**before, "status": status})
    return ok(True)


def delete(world: World, request: Request) -> Answer:
    """`POST /tests/delete`: 200 with the ids and when they went; none goes while a monitor of theirs is in use."""
    sent = object_in(request)
    ids = sent.get("public_ids")
    if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids):
        raise errors.invalid("public_ids")
    tests = [json.loads(_stored(world, id).body) for id in ids]
    if not sent.get("force_delete_dependencies") and (
        reasons := [each for test in tests for each in _uses(world, test)]
    ):
        raise errors.Refused(400, *reasons)
    now = world.now().isoformat(timespec="microseconds")
    with world.store.transaction():
        for test in tests:
            world.store.delete(KIND, test["public_id"])
            world.store.delete(references.MONITOR, test["monitor_id"])
    return ok({"deleted_tests": [{"public_id": id, "deleted_at": now} for id in ids]})


def _updated(world: World, document: Document, before: Mapping[str, Any], fields: Mapping[str, Any]) -> Body:
    stamps = {"created_at": before["created_at"], "modified_at": world.now().isoformat(timespec="microseconds")}
    said = {name: value for name, value in fields.items() if name in _SAID}
    test = written(before["public_id"], said, stamps, before["monitor_id"])
    with world.store.transaction():
        _save(world, test, document.extra)
        kept = world.store.get(references.MONITOR, test["monitor_id"])
        if kept is not None:
            _keep_monitor(world, test, monitor_body.updated(json.loads(kept.body), monitor(test), world.now()))
    return test


def _uses(world: World, test: Mapping[str, Any]) -> list[str]:
    """What counts the monitor of a test."""
    id, name = test["monitor_id"], test["name"]
    composites = references.users(world, references.MONITOR, id, by=references.MONITOR)
    slos = references.users(world, references.MONITOR, id, by=references.SLO)
    reasons = [errors.used_by_composites(id, name, composites)] if composites else []
    return [*reasons, errors.used_by_slos(id, name, slos)] if slos else reasons


def _stored(world: World, id: str) -> Document:
    found = world.store.get(KIND, id)
    if found is None:
        raise errors.Refused(404, errors.SYNTHETIC_TEST_NOT_FOUND)
    return found


def _save(world: World, test: Body, created: str) -> None:
    """`created` is the number of its creation, by which lists go."""
    world.store.put(KIND, Document(test["public_id"], encoded(test), created))


def _keep_monitor(world: World, test: Body, body: Body) -> None:
    creator = {} if "creator" in body else {"creator": monitor_body.CREATOR}
    document = Document(test["monitor_id"], encoded({**body, **creator}), encoded([]))
    world.store.put(references.MONITOR, document)
