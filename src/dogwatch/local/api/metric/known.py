"""The metrics that have reported: a metric exists from its first submission on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dogwatch.local.api.message import encoded
from dogwatch.local.api.world import World
from dogwatch.local.store import Document

KIND = "metric"
METADATA = ("description", "short_name", "type", "unit", "per_unit", "statsd_interval", "integration")
DISTRIBUTION = "distribution"

Known = dict[str, Any]


def metric(world: World, name: str) -> Known | None:
    """`type` and `tags` as submitted, and `metadata`; None for a metric that never reported."""
    document = world.store.get(KIND, name)
    return json.loads(document.body) if document else None


def report(world: World, name: str, type: str, tags: Iterable[str], interval: object = None) -> None:
    """Registers a metric, or further tags of one that is known; the first type stays."""
    found = metric(world, name)
    if found is None:
        # Recorded: the metadata of a distribution has no type.
        first = {"type": None if type == DISTRIBUTION else type, "statsd_interval": interval}
        found = {"type": type, "tags": [], "metadata": {**dict.fromkeys(METADATA), **first}}
    elif set(tags) <= set(found["tags"]):
        return
    save(world, name, {**found, "tags": sorted({*found["tags"], *tags})})


def save(world: World, name: str, known: Mapping[str, Any]) -> None:
    world.store.put(KIND, Document(name, encoded(known), ""))
