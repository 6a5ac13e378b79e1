"""The order in which a plan's deletes can be carried out: waves, each after the one that needs it."""

from __future__ import annotations

from collections import defaultdict

from dogwatch.kinds import KINDS
from dogwatch.plan.change import Delete, Plan


def delete_waves(plan: Plan) -> list[list[Delete]]:
    """Deletes: dashboards, composites and SLO alerts, SLOs, monitors, and what belongs to metrics."""
    by_layer: dict[int, list[Delete]] = defaultdict(list)
    for change in plan.deletes:
        by_layer[KINDS[change.kind].layer(change.before)].append(change)
    return [by_layer[layer] for layer in sorted(by_layer, reverse=True)]
