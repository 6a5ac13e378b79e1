"""What comes in becomes known: a metric exists from its first point on, with its type and tags."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dogwatch.local.api.world import World
from dogwatch.local.intake import Points, Reported

from . import known


def settle(world: World) -> None:
    """Writes what is over by now, so that queries and lists see it."""
    _report(world, world.intake.settle())


def record(world: World, points: Iterable[Points]) -> None:
    """Writes points that were sent over HTTP."""
    _report(world, world.intake.record(points))


def restore(world: World) -> None:
    """Reads what was written before this process."""
    for reported in world.intake.restore():
        _report(world, reported)


def _report(world: World, reported: Mapping[str, Reported]) -> None:
    if not reported:
        return
    with world.store.transaction():
        for metric, of in reported.items():
            known.report(world, metric, of.kind, of.tags, of.interval)
