"""`POST /api/v1/slo/bulk_delete`: windows of several SLOs at once."""

from __future__ import annotations

import json

from dogwatch.local.api import errors
from dogwatch.local.api.message import Answer, Request, object_in, ok
from dogwatch.local.api.world import World

from . import thresholds
from .body import Body
from .endpoints import KIND, save, uses

Failure = dict[str, str]


def delete_timeframes(world: World, request: Request) -> Answer:
    """Takes `{id: [timeframe, …]}`; an SLO that loses its last window is deleted, as the schema says.

    What fails is in `errors`, the rest is done.
    """
    deleted: list[str] = []
    updated: list[str] = []
    failures: list[Failure] = []
    sent = object_in(request)
    with world.store.transaction():
        for id, frames in sent.items():
            if not isinstance(frames, list) or not set(map(str, frames)) <= set(thresholds.TIMEFRAMES):
                raise errors.slo("timeframes must be a list of 7d, 30d and 90d")
            _delete(world, id, frames, deleted, updated, failures)
    return ok({"data": {"deleted": deleted, "updated": updated}, "errors": failures or None})


def _delete(
    world: World, id: str, frames: list[str], deleted: list[str], updated: list[str], failures: list[Failure]
) -> None:
    found = world.store.get(KIND, id)
    if found is None:
        failures.append({"id": id, "message": f"{id} not found", "timeframe": "all"})
        return
    body = json.loads(found.body)
    kept = [each for each in body["thresholds"] if each["timeframe"] not in frames]
    if kept:
        save(world, _with(body, kept))
        updated.append(id)
    elif reason := uses(world, found):
        failures.append({"id": id, "message": reason, "timeframe": "all"})
    else:
        world.store.delete(KIND, id)
        deleted.append(id)


def _with(body: Body, kept: list[thresholds.Threshold]) -> Body:
    """The SLO with fewer windows; the primary one stays if it can, else the shortest takes its place."""
    frames = {each["timeframe"] for each in kept}
    primary = thresholds.primary(kept, body["timeframe"] if body["timeframe"] in frames else None)
    rest = {name: value for name, value in body.items() if name != "warning_threshold"}
    return {**rest, "thresholds": kept, **primary}
