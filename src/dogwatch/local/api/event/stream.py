"""The stream of events: the newest of those that were sent."""

from __future__ import annotations

import json
from typing import Any

from dogwatch.judge import Record
from dogwatch.local.api.message import encoded
from dogwatch.local.api.world import World
from dogwatch.local.intake import Event
from dogwatch.local.store import Document

KIND = "event"
FIRST_ID = 600_000_000_000_000_001
MOST = 10_000

Body = dict[str, Any]


def next_id(world: World) -> int:
    """The id of an event that is to come."""
    return world.store.next_id(KIND, FIRST_ID)


def put(world: World, event: Event, id: int | None = None) -> Body:
    """Keeps an event, in the place of the oldest if there are too many; what every answer shows of it."""
    id = next_id(world) if id is None else id
    body = {
        "id": id,
        "id_str": str(id),
        "title": event.title,
        "text": event.text,
        "date_happened": int(world.now().timestamp()) if event.at is None else event.at,
        "handle": None,
        "priority": event.priority or None,
        "related_event_id": None,
        "tags": sorted(event.tags),
        "url": f"https://app.datadoghq.com/event/event?id={id}",
    }
    extra = {"host": event.host, "source": event.source, "alert_type": event.alert, "aggregation_key": event.key}
    world.store.put(KIND, Document(id, encoded(body), encoded(extra)))
    world.store.delete(KIND, id - MOST)
    return body


def every(world: World) -> list[tuple[Body, Body]]:
    """All events from the oldest on: what every answer shows of them, and what only some show."""
    return [(json.loads(document.body), json.loads(document.extra)) for document in world.store.all(KIND)]


def record(body: Body, extra: Body) -> Record:
    """An event as searches of monitors and of widgets look at it."""
    said = {
        "host": extra["host"],
        "source": extra["source"],
        "status": extra["alert_type"],
        "priority": body["priority"] or "normal",
        "event_id": body["id_str"],
        "aggregation_key": extra["aggregation_key"],
    }
    return Record(
        at=body["date_happened"],
        message=body["text"],
        tags=frozenset(body["tags"]),
        attributes={name: value for name, value in said.items() if value},
        title=body["title"],
    )
