"""`GET /api/v1/slo`: pages and filters."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from dogwatch.local.api import errors
from dogwatch.local.api.message import Answer, Request, encoded, ok_text, whole
from dogwatch.local.api.world import World

from .endpoints import KIND

LARGEST_PAGE = 1000

Filter = Callable[[dict[str, Any]], bool]


def list_all(world: World, request: Request) -> Answer:
    """The SLOs by id, as a GET shows each; up to 1000 at once."""
    if request.query.get("ids"):
        return _named(world, request.query["ids"])
    documents = world.store.all(KIND)
    filters = _filters(request)
    found = [each.body for each in documents if not filters or _matches(json.loads(each.body), filters)]
    offset, limit = _number(request, "offset", 0), _number(request, "limit", LARGEST_PAGE)
    counts = {"total_count": len(documents), "total_filtered_count": len(found)}
    metadata = encoded({"page": counts})
    shown = ", ".join(found[offset : offset + min(limit, LARGEST_PAGE)])
    return ok_text(f'{{"data": [{shown}], "error": null, "metadata": {metadata}}}')


def _named(world: World, ids: str) -> Answer:
    # Recorded: without `metadata` when SLOs are asked for by id.
    documents = [world.store.get(KIND, id.strip()) for id in ids.split(",")]
    missing = [id for id, found in zip(ids.split(","), documents, strict=True) if found is None]
    if missing:
        raise errors.slo_not_found(missing[0])
    return ok_text(f'{{"data": [{", ".join(each.body for each in documents if each)}], "error": null}}')


def _filters(request: Request) -> list[Filter]:
    name, tags, metrics = (request.query.get(key) for key in ("query", "tags_query", "metrics_query"))
    filters: list[Filter] = []
    if name:
        filters.append(lambda slo: name.lower() in slo["name"].lower())
    if tags:
        filters.append(lambda slo: tags in slo["tags"])
    if metrics:
        filters.append(lambda slo: any(metrics in text for text in slo.get("query", {}).values()))
    return filters


def _matches(slo: dict[str, Any], filters: list[Filter]) -> bool:
    return all(wanted(slo) for wanted in filters)


def _number(request: Request, name: str, default: int) -> int:
    number = whole(request.query.get(name, str(default)))
    if number is None:
        raise errors.slo(f"{name} must be a number")
    return number
