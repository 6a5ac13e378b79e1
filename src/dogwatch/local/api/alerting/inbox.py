"""What was told of late, and who has got it: `/local/notifications` and `/local/receivers`, which are not Datadog's."""

from __future__ import annotations

import json
from typing import Any, Final

from dogwatch.judge import Notification
from dogwatch.local.api.message import Answer, Request, encoded, ok, ok_text, whole_in
from dogwatch.local.api.world import World
from dogwatch.local.store import Document
from dogwatch.names import Mark

KIND: Final = "notification"
MOST: Final = 1000
PAGE: Final = 100


def put(world: World, notification: Notification) -> None:
    """Keeps what was told, in the place of the oldest if there are too many."""
    id = world.store.next_id(KIND, 1)
    body = {
        "id": id,
        "at": notification.at,
        "monitor": notification.monitor,
        "mark": next((tag for tag in notification.tags if Mark.read(tag)), None),
        "name": notification.name,
        "group": ",".join(notification.scope),
        "transition": notification.transition,
        "alert_type": notification.alert_type,
        "priority": notification.priority,
        "value": notification.value,
        "title": notification.title,
        "text": notification.text,
        "message": notification.message,
        "handles": list(notification.handles),
        "event": notification.event,
    }
    world.store.put(KIND, Document(id, encoded(body), ""))
    world.store.delete(KIND, id - MOST)


def latest(world: World, most: int) -> list[dict[str, Any]]:
    """The last that were told, the newest first."""
    return [json.loads(each.body) for each in world.store.all(KIND)][: -most - 1 : -1]


def list_all(world: World, request: Request) -> Answer:
    """The newest last: those behind the id `after`, told at the second `since` or later, `limit` of them."""
    after, since = whole_in(request, "after", 0), whole_in(request, "since", 0)
    limit = min(whole_in(request, "limit", PAGE), MOST)
    found = world.store.all(KIND, after=after, limit=-1 if since else limit)
    if since:
        found = [each for each in found if json.loads(each.body)["at"] >= since][:limit]
    return ok_text(f'{{"notifications": [{", ".join(each.body for each in found)}]}}')


def receivers(world: World, request: Request) -> Answer:
    """What each receiver has taken, what was lost and why, and the handles that nobody receives here."""
    return ok(world.receivers.tally)
