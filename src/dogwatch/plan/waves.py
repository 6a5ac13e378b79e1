"""The order in which a plan's changes can be carried out: waves, each after the one it needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from dogwatch.kinds import KINDS, Reference
from dogwatch.plan.change import Create, Delete, Plan, Update

Write = Create | Update


def write_waves(plan: Plan) -> list[list[Write]]:
    """Creates and updates: what is in a wave needs only what is in earlier ones."""
    writes: dict[Reference, Write] = {Reference(change.kind, change.key): change for change in plan.writes}
    levels: dict[Reference, int] = {}
    for reference in writes:
        _level(reference, writes, levels)
    by_level: dict[int, list[Write]] = defaultdict(list)
    for reference, change in writes.items():
        by_level[levels[reference]].append(change)
    return [by_level[level] for level in sorted(by_level)]


def delete_waves(plan: Plan) -> list[list[Delete]]:
    """Deletes: dashboards, composites and SLO alerts, SLOs, monitors, and what belongs to metrics."""
    by_layer: dict[int, list[Delete]] = defaultdict(list)
    for change in plan.deletes:
        by_layer[KINDS[change.kind].layer(change.before)].append(change)
    return [by_layer[layer] for layer in sorted(by_layer, reverse=True)]


def _level(reference: Reference, writes: Mapping[Reference, Write], levels: dict[Reference, int]) -> int:
    """One more than the highest level among what it needs; the plan was made without circles."""
    if reference not in levels:
        needed: Sequence[Reference] = [need for need in writes[reference].needs if need in writes]
        levels[reference] = 1 + max((_level(need, writes, levels) for need in needed), default=-1)
    return levels[reference]
