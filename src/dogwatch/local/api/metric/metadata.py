"""`/api/v1/metrics`: the active metrics, and the metadata of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dogwatch.local.api import errors
from dogwatch.local.api.message import Answer, Request, object_in, ok
from dogwatch.local.api.world import World

from . import known

TYPES = ("gauge", "rate", "count")


def list_active(world: World, request: Request) -> Answer:
    """`GET /api/v1/metrics?from=…`: the names of all metrics that ever reported."""
    start = request.query.get("from")
    if start is None:
        raise errors.required("from")
    return ok({"from": start, "metrics": [str(document.id) for document in world.store.all(known.KIND)]})


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
