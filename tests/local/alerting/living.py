"""An organisation whose monitors are judged as its clock goes on."""

from __future__ import annotations

import weakref
from pathlib import Path
from typing import Any

from dogwatch.judge import Notification
from dogwatch.local.api.alerting.evaluating import LAG, evaluate
from dogwatch.local.api.arriving import restore
from dogwatch.local.api.world import World
from dogwatch.local.intake import Intake
from dogwatch.local.intake.journal import Journal
from dogwatch.local.store import Store
from tests.local.organisation import Clock, Organisation

NOON = 1_767_355_200  # 2026-01-02, 12:00 UTC
QUERY = "avg(last_5m):avg:queue.length{env:prod} by {queue} > 5"


class Living(Organisation):
    """Begins at noon, as far behind the minute as evaluations are; `told` is what was told so far."""

    def __init__(self, at: int = NOON, data: Path | None = None) -> None:
        self.clock = Clock(at + LAG)
        self.told: list[Notification] = []
        self.start(data)

    def start(self, data: Path | None = None) -> None:
        """Begins as a process does, with what is in the folder."""
        store, journal = Store(data), Journal(data) if data else None
        intake = Intake(self.clock.timestamp, journal=journal)
        self.world = World(store, now=self.clock, intake=intake, tell=self.told.append)
        weakref.finalize(self.world, store.close)
        if journal:
            weakref.finalize(self.world, journal.close)
        restore(self.world)
        evaluate(self.world)

    @property
    def now(self) -> int:
        return int(self.clock.second)

    def send_value(self, value: float, *tags: str, metric: str = "queue.length") -> None:
        """A value of now, of the environment prod."""
        point = {"metric": metric, "type": "gauge", "points": [[self.now, value]], "tags": ["env:prod", *tags]}
        assert self.ask("POST", "/api/v1/series", {"series": [point]})[0] == 202

    def pass_(self, minutes: int = 1, value: float | None = None, *tags: str) -> None:
        """Lets minutes go by; with a value it is sent in each."""
        for _ in range(minutes):
            if value is not None:
                self.send_value(value, *tags)
            self.clock.pass_(60)
            evaluate(self.world)

    def watch(self, **changes: Any) -> int:
        """The id of a monitor of queues that alerts above 5."""
        said = {"query": QUERY, "name": "queues are long", "message": "Too many in {{queue.name}} @webhook-people"}
        return int(self.created(**said | changes)["id"])

    def inbox(self, **query: Any) -> list[dict[str, Any]]:
        status, body = self.ask("GET", "/local/notifications", **query)
        assert status == 200, body
        return list(body["notifications"])
