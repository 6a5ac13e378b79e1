"""`GET /api/v2/monitor/{id}/downtime_matches`: the downtimes that mute groups of a monitor right now."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from dogwatch.judge import EVER, Downtime, muted_groups
from dogwatch.local.api import errors, references
from dogwatch.local.api.message import Answer, Request, ok, whole, whole_in
from dogwatch.local.api.world import World

from .endpoints import PER_PAGE, downtimes


def matches(world: World, request: Request, id: str) -> Answer:
    """Each with the groups that it mutes, as far as they are judged; without any it mutes the monitor as such."""
    monitor = whole(id)
    if monitor is None or references.missing(world, references.MONITOR, [monitor]):
        raise errors.Refused(404, errors.MONITOR_NOT_FOUND)
    now = int(world.now().timestamp())
    found = [shown for each in downtimes(world) if (shown := _match(world, each, monitor, now)) is not None]
    offset, limit = (whole_in(request, *page) for page in (("page[offset]", 0), ("page[limit]", PER_PAGE)))
    return ok({"data": found[offset : offset + limit], "meta": {"page": {"total_filtered_count": len(found)}}})


def _match(world: World, downtime: Downtime, id: int, now: int) -> dict[str, Any] | None:
    span, monitor = downtime.at(now), world.alerts.judging.monitors.get(id)
    if span is None or monitor is None:
        return None
    groups = muted_groups(downtime, monitor, world.alerts.judging.states(id))
    if not groups:
        return None
    attributes = {
        "scope": downtime.scope,
        "groups": [",".join(map(":".join, zip(monitor.subject.keys, group, strict=True))) for group in groups if group],
        "start": _iso(span[0]),
        "end": _iso(span[1]),
    }
    return {"type": "downtime_match", "id": downtime.id, "attributes": attributes}


def _iso(second: int) -> str | None:
    return None if second >= EVER else datetime.fromtimestamp(second, UTC).isoformat()
