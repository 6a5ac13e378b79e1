"""What dashboards are drawn from here: the series that came in, and what is stored or declared about them."""

from __future__ import annotations

import json
from functools import cache, partial

from dogwatch.draw import Body, Data
from dogwatch.judge import CheckRun, Record
from dogwatch.local.api import references
from dogwatch.local.api.arriving import settle
from dogwatch.local.api.check import statuses
from dogwatch.local.api.event import stream
from dogwatch.local.api.metric import known
from dogwatch.local.api.powerpack import endpoints as powerpacks
from dogwatch.local.api.slo import corrections
from dogwatch.local.api.world import World

from .monitors import finder, judged


def data_of(world: World) -> Data:
    """The data of this organisation, up to now."""
    settle(world)

    def metadata(metric: str) -> Body | None:
        found = known.metric(world, metric)
        stored: Body | None = found["metadata"] if found else None
        return stored if stored and stored.get("unit") else world.declared.metadata.get(metric)

    def slo(id: str) -> Body | None:
        found = world.store.get(references.SLO, id)
        return json.loads(found.body) if found else world.declared.slos.get(id)

    @cache
    def records() -> list[Record]:
        return [stream.record(*each) for each in stream.every(world)]

    def slos() -> list[tuple[str, Body]]:
        return [(str(each.id), json.loads(each.body)) for each in world.store.all(references.SLO)]

    def events(begin: int, end: int) -> list[Record]:
        return [record for record in records() if begin <= record.at < end]

    def checks(name: str) -> list[CheckRun]:
        return [statuses.runs(each)[-1] for each in statuses.every(world) if each["check"] == name]

    every = corrections.every(world).values()
    return Data(
        world.intake.series,
        metadata,
        slo,
        events,
        finder(world),
        partial(judged, world),
        checks,
        corrections=every,
        uptime=world.alerts.book,
        powerpack=partial(powerpacks.known, world),
        slos=slos,
    )
