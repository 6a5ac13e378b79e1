"""`/api/v1/metrics`: the active metrics, and the metadata of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dogwatch.local.api import errors
from dogwatch.local.api.message import Answer, Request, object_in, ok, whole
from dogwatch.local.api.world import World

from . import known
from .selecting import active, has, scope

_DAY = 86400
TYPES = ("gauge", "rate", "count")


def list_active(world: World, request: Request) -> Answer:
    """`GET /api/v1/metrics?from=…`: the names of metrics of which points came since, with a host or with tags."""
    text = request.query.get("from")
    if text is None:
        raise errors.required("from")
    start = whole(text)
    if start is None:
        raise errors.invalid("from")
    wanted = [scope(f"host:{request.query['host']}", "host")] if "host" in request.query else []
    if "tag_filter" in request.query:
        if wanted:
            raise errors.invalid("tag_filter", "it cannot be combined with other filters")
        wanted = [scope(request.query["tag_filter"], "tag_filter")]
    since = world.now().timestamp() - start
    names = [str(document.id) for document in world.store.all(known.KIND)]
    found = [name for name in names if active(world, name, since) and all(has(world, name, each) for each in wanted)]
    return ok({"from": text, "metrics": found})


def search(world: World, request: Request) -> Answer:
    """`GET /api/v1/search?q=metrics:…`: the names with that text in them, of metrics of which points came in a day."""
    text = request.query.get("q")
    if text is None:
        raise errors.required("q")
    facet, colon, named = text.partition(":")
    if colon and facet != "metrics":
        raise errors.not_emulated(f"search of {facet}")
    wanted = (named if colon else text).lower()
    names = [str(document.id) for document in world.store.all(known.KIND)]
    found = [name for name in names if wanted in name.lower() and active(world, name, _DAY)]
    return ok({"results": {"metrics": found}})


def get(world: World, request: Request, name: str) -> Answer:
    """`GET /api/v1/metrics/{name}`: 404 for a metric that never reported."""
    found = known.metric(world, name)
    if found is None:
        raise errors.metric_not_found(name)
    return ok(found["metadata"])


def update(world: World, request: Request, name: str) -> Answer:
    """`PUT /api/v1/metrics/{name}`: writes the fields sent; 400 for a metric that never reported."""
    sent = object_in(request)
    _check(sent)
    with world.store.transaction():
        found = known.metric(world, name)
        if found is None:
            raise errors.Refused(400, errors.METADATA_NOT_UPDATED)
        written = {field: sent[field] for field in known.METADATA if field in sent and field != "integration"}
        metadata = {**found["metadata"], **written}
        known.save(world, name, {**found, "metadata": metadata})
    return ok(metadata)


def _check(sent: Mapping[str, Any]) -> None:
    if sent.get("type") is not None and sent["type"] not in TYPES:
        raise errors.invalid("type")
    for field in ("description", "short_name", "unit", "per_unit"):
        if sent.get(field) is not None and not isinstance(sent[field], str):
            raise errors.invalid(field)
    interval = sent.get("statsd_interval")
    if interval is not None and (isinstance(interval, bool) or not isinstance(interval, int)):
        raise errors.invalid("statsd_interval")
