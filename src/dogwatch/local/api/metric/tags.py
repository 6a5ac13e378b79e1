"""`/api/v2/metrics/{name}/tags`: which tags of a metric can be queried, and whether it has percentiles."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dogwatch.local.api import errors
from dogwatch.local.api.message import Answer, Request, encoded, object_in, ok, ok_text, whole
from dogwatch.local.api.world import World
from dogwatch.local.store import Document
from dogwatch.names import tag_key

from . import known
from .selecting import scope
from .selecting import tags as tags_within

KIND = "manage_tags"
# How many are answered at most (docs: api, list tags by metric name).
MOST_TAGS = 1_000_000
TYPES = ("gauge", "count", "rate", "distribution")
AGGREGATIONS = ({"time": "sum", "space": "sum"},)
"""What every metric but a distribution shows when nothing else was sent (recorded in 2026)."""

Configuration = dict[str, Any]


def create(world: World, request: Request, name: str) -> Answer:
    """`POST`: 201; 400 for a metric that never reported, 409 for a second configuration."""
    sent = _attributes(request, name)
    if sent.get("metric_type") not in TYPES:
        raise errors.invalid("metric_type")
    if known.metric(world, name) is None:
        raise errors.Refused(400, errors.NO_SUCH_METRIC)
    stamp = world.now().isoformat(timespec="microseconds")
    attributes = _completed({"tags": [], "created_at": stamp, **sent}, stamp)
    with world.store.transaction():
        if world.store.get(KIND, name) is not None:
            raise errors.Refused(409, f"{name} has a tag configuration already")
        text = _save(world, name, attributes)
    return Answer(201, f'{{"data": {text}}}'.encode())


def get(world: World, request: Request, name: str) -> Answer:
    return ok_text(f'{{"data": {_document(world, name).body}}}')


def update(world: World, request: Request, name: str) -> Answer:
    """`PATCH`: writes the attributes sent; the type of the metric stays."""
    sent = _attributes(request, name)
    with world.store.transaction():
        before = json.loads(_document(world, name).body)["attributes"]
        if sent.get("metric_type", before["metric_type"]) != before["metric_type"]:
            raise errors.invalid("metric_type")
        text = _save(world, name, _completed({**before, **sent}, world.now().isoformat(timespec="microseconds")))
    return ok_text(f'{{"data": {text}}}')


def delete(world: World, request: Request, name: str) -> Answer:
    """`DELETE`: 204 without a body."""
    _document(world, name)
    with world.store.transaction():
        world.store.delete(KIND, name)
    return Answer(204, b"")


def all_tags(world: World, request: Request, name: str) -> Answer:
    """`GET /api/v2/metrics/{name}/all-tags`: the tags that were submitted, those of some series, or some of them."""
    metric = known.metric(world, name)
    if metric is None:
        raise errors.metric_not_found(name)
    query = request.query
    found = metric["tags"]
    if "filter[tags]" in query:
        found = tags_within(world, name, scope(query["filter[tags]"], "filter[tags]"))
    found = [tag for tag in found if query.get("filter[match]", "") in tag]
    if query.get("filter[include_tag_values]") == "false":
        found = sorted({tag_key(tag) for tag in found})
    most = whole(query.get("page[limit]", str(MOST_TAGS)))
    if not most or most > MOST_TAGS:
        raise errors.invalid("page[limit]")
    return ok({"data": {"type": "metrics", "id": name, "attributes": {"tags": found[:most]}}})


def _document(world: World, name: str) -> Document:
    found = world.store.get(KIND, name)
    if found is None:
        raise errors.metric_not_found(name)
    return found


def _save(world: World, name: str, attributes: Configuration) -> str:
    text = encoded({"type": KIND, "id": name, "attributes": attributes})
    world.store.put(KIND, Document(name, text, ""))
    return text


def _attributes(request: Request, name: str) -> Configuration:
    data = object_in(request).get("data")
    if not isinstance(data, dict) or data.get("id") != name or data.get("type") != KIND:
        raise errors.invalid("data")
    attributes = data.get("attributes", {})
    if not isinstance(attributes, dict):
        raise errors.invalid("attributes")
    _check(attributes)
    return attributes


def _check(attributes: Mapping[str, Any]) -> None:
    tags = attributes.get("tags", [])
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        raise errors.invalid("tags")
    for name in ("include_percentiles", "exclude_tags_mode"):
        if not isinstance(attributes.get(name, False), bool):
            raise errors.invalid(name)
    if not isinstance(attributes.get("aggregations", []), list):
        raise errors.invalid("aggregations")


def _completed(attributes: Mapping[str, Any], modified_at: str) -> Configuration:
    """The attributes in the recorded order; percentiles are a matter of distributions, aggregations of the others."""
    is_distribution = attributes["metric_type"] == known.DISTRIBUTION
    if "include_percentiles" in attributes and not is_distribution:
        raise errors.invalid("include_percentiles")
    percentiles = {"include_percentiles": attributes.get("include_percentiles", False)} if is_distribution else {}
    aggregations = {} if is_distribution else {"aggregations": attributes.get("aggregations") or list(AGGREGATIONS)}
    return {
        "tags": list(dict.fromkeys(attributes["tags"])),
        **percentiles,
        "created_at": attributes["created_at"],
        "modified_at": modified_at,
        "metric_type": attributes["metric_type"],
        **aggregations,
        "exclude_tags_mode": attributes.get("exclude_tags_mode", False),
    }
