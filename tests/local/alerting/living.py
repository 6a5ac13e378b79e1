"""An organisation whose monitors are judged as its clock goes on."""

from __future__ import annotations

from typing import Any

from dogwatch.judge import Notification
from dogwatch.local.api.alerting.evaluating import LAG, evaluate
from tests.local.organisation import Clock, Organisation

NOON = 1_767_355_200  # 2026-01-02, 12:00 UTC
QUERY = "avg(last_5m):avg:queue.length{env:prod} by {queue} > 5"


class Living(Organisation):
    """Begins at noon, as far behind the minute as evaluations are; `told` is what was told so far."""

    def __init__(self, at: int = NOON) -> None:
        self.clock = Clock(at + LAG)
        super().__init__(now=self.clock)
        self.told: list[Notification] = []
        object.__setattr__(self.world, "tell", self.told.append)
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
