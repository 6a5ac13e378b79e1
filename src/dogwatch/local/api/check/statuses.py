"""The last statuses of service checks, a history for each name, host and set of tags."""

from __future__ import annotations

import json
from typing import Any

from dogwatch.judge import CheckRun
from dogwatch.local.api.message import encoded
from dogwatch.local.api.world import World
from dogwatch.local.intake import Check
from dogwatch.local.store import Document

KIND = "service_check"
# A monitor looks at the last few; one of more groups than that is none that anybody reads.
MOST_STATUSES, MOST_GROUPS = 100, 10_000

Body = dict[str, Any]


def put(world: World, check: Check) -> None:
    """Keeps a status with its time, or counts it as left out where there are too many groups for a new one."""
    id = encoded([check.name, check.host, sorted(check.tags)])
    document = world.store.get(KIND, id)
    # Groups stay once they are there, so that their numbers count them; to count them anew takes longer and longer.
    if document is None and world.store.next_id(KIND, 1) > MOST_GROUPS:
        world.intake.leave_out("checks left_out", check.name)
        return
    before = json.loads(document.body)["statuses"] if document else []
    at = int(world.now().timestamp()) if check.at is None else check.at
    statuses = [*before, [at, check.status, check.message]][-MOST_STATUSES:]
    body = {"check": check.name, "host": check.host, "tags": sorted(check.tags), "statuses": statuses}
    world.store.put(KIND, Document(id, encoded(body), ""))


def every(world: World) -> list[Body]:
    """All groups: `check`, `host`, `tags`, and `statuses`, each a time, a status and a message, the newest last."""
    return [json.loads(document.body) for document in world.store.all(KIND)]


def runs(group: Body) -> list[CheckRun]:
    """The statuses of a group as runs, the newest last; the host is one of their tags."""
    tags = frozenset([*group["tags"], *([f"host:{group['host']}"] if group["host"] else [])])
    return [CheckRun(group["check"], status, at, tags, message) for at, status, message in group["statuses"]]
