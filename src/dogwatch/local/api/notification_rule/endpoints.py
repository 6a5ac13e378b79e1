"""`/api/v2/monitor/notification_rule`: create, get, list, update, delete."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from dogwatch.judge import NotificationRule, read_notification_rule
from dogwatch.local.api import errors, user
from dogwatch.local.api.message import Answer, Request, encoded, object_in, ok, whole_in
from dogwatch.local.api.world import World
from dogwatch.local.store import Document

from . import attributes as rule_attributes
from .attributes import Attributes

KIND = "notification_rule"
TYPE = "monitor-notification-rule"
PER_PAGE = 100
SORTED_BY = ("name", "created_at")
# What the answer to a creation shows (recorded).
NEVER = "1970-01-01T00:00:00+00:00"
_OWN = ("created_at", "modified_at")

Body = dict[str, Any]


def create(world: World, request: Request) -> Answer:
    """`POST`: 200 with the rule, which was never modified, and who made it."""
    now = world.now().isoformat()
    attributes = {**rule_attributes.taken(_sent(request)), "created_at": now, "modified_at": NEVER}
    id = str(uuid4())
    _save(world, id, attributes)
    return ok(_written(id, attributes))


def get(world: World, request: Request, id: str) -> Answer:
    attributes = _stored(world, id)
    return ok(_written(id, attributes) if _includes(request) else {"data": _shown(id, attributes)})


def update(world: World, request: Request, id: str) -> Answer:
    """`PATCH`: changes what the request says."""
    before = _stored(world, id)
    own = {name: before[name] for name in _OWN}
    said = rule_attributes.taken(_sent(request), {name: value for name, value in before.items() if name not in _OWN})
    attributes = {**said, **own, "modified_at": world.now().isoformat()}
    _save(world, id, attributes)
    return ok(_written(id, attributes))


def delete(world: World, request: Request, id: str) -> Answer:
    """`DELETE`: 204 without a body."""
    _stored(world, id)
    with world.store.transaction():
        world.store.delete(KIND, id)
    return Answer(204, b"", "text/html; charset=utf-8")


def list_all(world: World, request: Request) -> Answer:
    """`GET`: the rules by the time they were made, or as `sort` says, `per_page` of them."""
    if "filters" in request.query:
        raise errors.not_emulated("filters of notification rules")
    key, _, direction = request.query.get("sort", "created_at:asc").partition(":")
    if key not in SORTED_BY or direction not in ("asc", "desc"):
        raise errors.invalid("sort")
    found = [_shown(str(each.id), json.loads(each.body)) for each in world.store.all(KIND)]
    found.sort(key=lambda each: str(each["attributes"][key]), reverse=direction == "desc")
    page, size = whole_in(request, "page", 0), whole_in(request, "per_page", PER_PAGE)
    return ok({"data": found[page * size : (page + 1) * size]})


def rules(world: World) -> list[NotificationRule]:
    """All rules, by their ids."""
    return [read_notification_rule(json.loads(each.body)) for each in world.store.all(KIND)]


def _written(id: str, attributes: Attributes) -> Body:
    """The rule with who made it."""
    data = {**_shown(id, attributes), "relationships": {"created_by": user.REFERENCE}}
    return {"data": data, "included": [user.INCLUDED]}


def _shown(id: str, attributes: Attributes) -> Body:
    return {"type": TYPE, "id": id, "attributes": attributes}


def _includes(request: Request) -> bool:
    include = request.query.get("include", "")
    if include not in ("", "created_by"):
        raise errors.invalid("include")
    return bool(include)


def _stored(world: World, id: str) -> Attributes:
    found = world.store.get(KIND, id)
    if found is None:
        raise errors.Refused(404, errors.NOTIFICATION_RULE_NOT_FOUND)
    attributes: Attributes = json.loads(found.body)
    return attributes


def _save(world: World, id: str, attributes: Attributes) -> None:
    with world.store.transaction():
        world.store.put(KIND, Document(id, encoded(attributes), ""))


def _sent(request: Request) -> Attributes:
    data = object_in(request).get("data")
    if not isinstance(data, dict) or data.get("type", TYPE) != TYPE or not isinstance(data.get("attributes"), dict):
        raise errors.invalid("data")
    attributes: Attributes = data["attributes"]
    return attributes
