"""Tag policies of the organisation (`/api/v2/monitor/policy`): stored, and enforced when a monitor is written."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from dogwatch.local.api import errors
from dogwatch.local.api.message import Answer, Request, encoded, object_in, ok
from dogwatch.local.api.world import World
from dogwatch.local.store import Document

KIND = "monitor-config-policy"
ANY_VALUE = "*"


def check_tags(world: World, tags: Iterable[str]) -> None:
    """Refuses (400) tags which miss a required key or have a value that a policy does not allow."""
    for document in world.store.all(KIND):
        _check_policy(json.loads(document.body)["attributes"]["policy"], tags)


def _check_policy(policy: Mapping[str, Any], tags: Iterable[str]) -> None:
    key, allowed = policy["tag_key"], policy["valid_tag_values"]
    values = [value for name, _, value in (tag.partition(":") for tag in tags) if name == key]
    if policy["tag_key_required"] and not values:
        raise errors.tag_missing(key)
    for value in values:
        if allowed and ANY_VALUE not in allowed and value not in allowed:
            raise errors.tag_value(key, value, allowed)


def create(world: World, request: Request) -> Answer:
    """`POST`: 200 with the policy; 400 for a key that has one already."""
    attributes = _attributes(request)
    key = attributes["policy"]["tag_key"]
    with world.store.transaction():
        if any(_key(document) == key for document in world.store.all(KIND)):
            raise errors.Refused(400, f"A policy for the tag key '{key}' exists already")
        id = str(uuid4())
        data = {"type": KIND, "id": id, "attributes": attributes}
        world.store.put(KIND, Document(id, encoded(data), ""))
    return ok({"data": data})


def list_all(world: World, request: Request) -> Answer:
    """`GET`: all policies, without pages."""
    return ok({"data": [json.loads(document.body) for document in world.store.all(KIND)]})


def get(world: World, request: Request, id: str) -> Answer:
    return ok({"data": json.loads(_document(world, id).body)})


def update(world: World, request: Request, id: str) -> Answer:
    """`PATCH`: replaces the attributes."""
    attributes = _attributes(request)
    with world.store.transaction():
        data = {**json.loads(_document(world, id).body), "attributes": attributes}
        world.store.put(KIND, Document(id, encoded(data), ""))
    return ok({"data": data})


def delete(world: World, request: Request, id: str) -> Answer:
    """`DELETE`: 204 without a body."""
    _document(world, id)
    with world.store.transaction():
        world.store.delete(KIND, id)
    return Answer(204, b"", "text/html; charset=utf-8")


def _document(world: World, id: str) -> Document:
    document = world.store.get(KIND, id)
    if document is None:
        raise errors.Refused(404, errors.POLICY_NOT_FOUND)
    return document


def _key(document: Document) -> str:
    return str(json.loads(document.body)["attributes"]["policy"]["tag_key"])


def _attributes(request: Request) -> dict[str, Any]:
    """The checked attributes of the request; policies on downtimes are refused by name (501)."""
    try:
        attributes = object_in(request)["data"]["attributes"]
        policy_type, policy = attributes["policy_type"], attributes["policy"]
    except (KeyError, TypeError) as error:
        raise errors.invalid("data") from error
    if policy_type != "tag":
        raise errors.not_emulated(f"monitor config policies of type {policy_type}")
    _check_tag_policy(policy)
    return {"policy": policy, "policy_type": policy_type}


def _check_tag_policy(policy: object) -> None:
    if not isinstance(policy, dict) or policy.keys() != {"tag_key", "tag_key_required", "valid_tag_values"}:
        raise errors.invalid("policy")
    values = policy["valid_tag_values"]
    if not isinstance(policy["tag_key"], str) or not isinstance(policy["tag_key_required"], bool):
        raise errors.invalid("policy")
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise errors.invalid("policy")
