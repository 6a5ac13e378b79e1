"""`GET /local/monitors`, which Datadog does not have: what is judged here, and what is not, and why."""

from __future__ import annotations

from dogwatch.local.api import references
from dogwatch.local.api.message import Answer, Request, ok
from dogwatch.local.api.world import World


def show(world: World, request: Request) -> Answer:
    """How many monitors are `judged`, the second `at` of the last time, and who is `refused`, with the rule by name."""
    judging = world.alerts.judging
    refused = [
        {"id": id, "name": references.name(world, references.MONITOR, id), "rule": error.rule, "why": str(error)}
        for id, error in sorted(judging.refused.items())
    ]
    return ok({"judged": len(judging.monitors), "at": judging.now, "refused": refused})
