"""What comes in becomes known: metrics with their types and tags, events, and what service checks say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dogwatch.local.intake import Points, Reported

from .check import statuses
from .event import stream
from .message import Answer, Request, ok
from .metric import known
from .world import World


def settle(world: World) -> None:
    """Writes what is over by now, so that queries and lists see it."""
    settled = world.intake.settle()
    _report(world, settled.reported)
    if settled.events or settled.checks:
        with world.store.transaction():
            for event in settled.events:
                stream.put(world, event)
            for check in settled.checks:
                statuses.put(world, check)


def record(world: World, points: Iterable[Points]) -> None:
    """Writes points that were sent over HTTP."""
    _report(world, world.intake.record(points))


def restore(world: World) -> None:
    """Reads what was written before this process."""
    for reported in world.intake.restore():
        _report(world, reported)


def tally(world: World, request: Request) -> Answer:
    """`GET /local/intake`, which Datadog does not have: how many lines came in, how much of all was left out, and how
    many series there are."""
    return ok({**world.intake.tally(), "series": len(world.intake.series)})


def _report(world: World, reported: Mapping[str, Reported]) -> None:
    if not reported:
        return
    with world.store.transaction():
        for metric, of in reported.items():
            known.report(world, metric, of.kind, of.tags, of.interval)
