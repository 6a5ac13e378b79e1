"""`GET /api/v2/metrics`: metrics and their tag configurations, filtered and paged by a cursor."""

from __future__ import annotations

import json
from typing import Any

from dogwatch.local.api import errors
from dogwatch.local.api.message import Answer, Request, ok, whole
from dogwatch.local.api.world import World

from . import known
from .selecting import active, has, scope
from .tags import KIND as CONFIGURATION

LARGEST_PAGE = 10_000
# Unless told otherwise, metrics of which points came within the last hour are listed; at most those of a month.
WINDOW, LONGEST_WINDOW = 3600, 30 * 86400
REFUSED = ("filter[queried]", "filter[related_assets]", "filter[is_configurable]", "include", "sort")

Entry = dict[str, Any]


def list_all(world: World, request: Request) -> Answer:
    """Metrics by name, then the configurations of those that have one, as recorded; all without `page[size]`."""
    for name in REFUSED:
        if name in request.query:
            raise errors.not_emulated(f"{name} of the list of metrics")
    configurations = {document.id: json.loads(document.body) for document in world.store.all(CONFIGURATION)}
    metrics = {str(document.id): json.loads(document.body) for document in world.store.all(known.KIND)}
    window, wanted = _window(request), scope(request.query.get("filter[tags]", "*"), "filter[tags]")
    names = [
        name
        for name, metric in metrics.items()
        if active(world, name, window)
        and _wanted(request, metric, configurations.get(name))
        and has(world, name, wanted)
    ]
    entries = [_entry(name) for name in names]
    entries += [configurations[name] for name in names if name in configurations]
    return _paged(request, entries)


def _wanted(request: Request, metric: Entry, configuration: Entry | None) -> bool:
    query, attributes = request.query, (configuration or {}).get("attributes", {})
    if "filter[configured]" in query and (query["filter[configured]"] == "true") != (configuration is not None):
        return False
    if "filter[tags_configured]" in query and query["filter[tags_configured]"] not in attributes.get("tags", []):
        return False
    if "filter[metric_type]" in query and not _is_of(metric["type"], query["filter[metric_type]"]):
        return False
    percentiles = str(attributes.get("include_percentiles", False)).lower()
    return query.get("filter[include_percentiles]", percentiles) == percentiles


def _window(request: Request) -> int:
    window = whole(request.query.get("window[seconds]", str(WINDOW)))
    if not window or window > LONGEST_WINDOW:
        raise errors.invalid("window[seconds]")
    return window


def _is_of(type: str, wanted: str) -> bool:
    return (type == known.DISTRIBUTION) == (wanted == known.DISTRIBUTION)


def _entry(name: str) -> Entry:
    volumes = {"data": {"type": "metric_volumes", "id": name}}
    return {"type": "metrics", "id": name, "relationships": {"metric_volumes": volumes}}


def _paged(request: Request, entries: list[Entry]) -> Answer:
    if "page[size]" not in request.query and "page[cursor]" not in request.query:
        return ok({"data": entries})
    size = whole(request.query.get("page[size]", str(LARGEST_PAGE)))
    if not size or size > LARGEST_PAGE:
        raise errors.invalid("page[size]")
    cursor = request.query.get("page[cursor]") or None
    start = 0 if cursor is None else whole(cursor)
    if start is None:
        raise errors.invalid("page[cursor]")
    following = str(start + size) if start + size < len(entries) else None
    pagination = {"type": "cursor_limit", "limit": size, "cursor": cursor, "next_cursor": following}
    return ok({"data": entries[start : start + size], "meta": {"pagination": pagination}})
