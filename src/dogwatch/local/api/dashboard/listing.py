"""`GET /api/v1/dashboard`: pages and filters; the answer says little of each dashboard."""

from __future__ import annotations

from dogwatch.local.api.message import Answer, Request, ok_text, whole_in
from dogwatch.local.api.world import World

from .endpoints import DELETED, KIND


def list_all(world: World, request: Request) -> Answer:
    """The dashboards by id without their widgets; all of them unless `count` is given."""
    if request.query.get("filter[shared]") == "true":
        return _answer([])
    kind = DELETED if request.query.get("filter[deleted]") == "true" else KIND
    start, count = whole_in(request, "start", 0), whole_in(request, "count", -1)
    return _answer([each.extra for each in world.store.all(kind, skip=start, limit=count)])


def _answer(listed: list[str]) -> Answer:
    return ok_text(f'{{"dashboards": [{", ".join(listed)}]}}')
