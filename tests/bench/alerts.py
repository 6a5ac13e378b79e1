"""What judging the monitors of an embedded Datadog takes each minute, in processor time of one core.

The whole minute's work is timed: what changed is looked at, all are judged, what is told is written, and the states
with it, on disk. The time of the first minutes, in which groups are new, is left out.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from dogwatch.judge import Status
from dogwatch.local.api.alerting.evaluating import LAG, evaluate
from dogwatch.local.api.app import answer
from dogwatch.local.api.message import Request, encoded
from dogwatch.local.api.world import World
from dogwatch.local.store import Store

_MONITORS, _GROUPS, _HOUR, _MINUTES = 2000, 5, 1_700_002_800, 15
_CHANCE = np.random.default_rng(1)


def rows() -> Iterator[tuple[str, str, str, str]]:
    what = f"live: {_MONITORS} monitors each minute, {_GROUPS} groups each"
    with tempfile.TemporaryDirectory(prefix="dogwatch-bench-") as folder, Store(Path(folder)) as store:
        taken = sorted(_minutes(store))
    yield what, "600 ms", f"{taken[0] * 1000:.0f} ms", f"{taken[len(taken) // 2] * 1000:.0f} ms"


def _minutes(store: Store) -> Iterator[float]:
    """The seconds of each minute; in every one a hundredth of the monitors turns."""
    now = float(_HOUR + LAG)
    world = World(store, now=lambda: datetime.fromtimestamp(now, UTC))
    for number in range(_MONITORS):
        _create(world, number)
    series = np.array(
        [
            world.intake.series.series(f"app.metric_{number}", ["env:prod", f"zone:z{zone}"], "rate")
            for number in range(_MONITORS)
            for zone in range(_GROUPS)
        ]
    )
    for minute in range(_MINUTES):
        values = _CHANCE.random(len(series)) + 100 * (np.arange(len(series)) % (100 * _GROUPS) == minute * _GROUPS)
        for cell in range(6):
            world.intake.series.add(series, _HOUR + 60 * minute + 10 * cell, values)
        now += 60
        began = time.process_time()
        evaluate(world)
        if minute > 2:
            yield time.process_time() - began
    states = [world.alerts.judging.state(id) for id in world.alerts.judging.monitors]
    assert len(states) == _MONITORS
    assert Status.ALERT in states


def _create(world: World, number: int) -> None:
    query = f"avg(last_5m):avg:app.metric_{number}{{env:prod}} by {{zone}} > 3"
    body = {"type": "query alert", "name": f"monitor {number}", "query": query, "message": "{{zone.name}} @slack-shop"}
    keys = world.keys
    sent = Request("POST", "/api/v1/monitor", {}, encoded(body).encode(), keys.api, keys.application)
    assert answer(world, sent).status == 200


if __name__ == "__main__":
    for row in rows():
        print(*row, sep=" | ")
