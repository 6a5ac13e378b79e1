"""An empty organisation of the embedded Datadog to ask without a server."""

from __future__ import annotations

import json
import weakref
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from dogwatch.local.api.app import answer
from dogwatch.local.api.message import Request
from dogwatch.local.api.world import World
from dogwatch.local.intake import Intake
from dogwatch.local.store import Store

NOON = datetime(2026, 1, 2, 12, 0, 0, 345678, tzinfo=UTC)
QUERY = "avg(last_5m):avg:system.load.1{env:prod} by {host} > 5"


def monitor(**changes: Any) -> dict[str, Any]:
    """A plain metric monitor to send, with changes."""
    return {"type": "query alert", "name": "load", "query": QUERY, **changes}


def slo(**changes: Any) -> dict[str, Any]:
    """A plain metric SLO to send, with changes."""
    thresholds = [{"target": 95, "timeframe": "7d", "warning": 98}]
    query = {"denominator": "sum:hits{*}.as_count()", "numerator": "sum:hits{code:2xx}.as_count()"}
    return {"type": "metric", "name": "availability", "query": query, "thresholds": thresholds, **changes}


NOTE: dict[str, Any] = {"definition": {"type": "note", "content": "hello"}}


def dashboard(**changes: Any) -> dict[str, Any]:
    """A dashboard of one note to send, with changes."""
    return {"title": "Checkout", "layout_type": "ordered", "widgets": [NOTE], **changes}


def world(**arguments: Any) -> World:
    """An empty organisation in memory, whose database is closed when nobody holds it any more."""
    store = Store()
    made = World(store, **arguments)
    weakref.finalize(made, store.close)
    return made


class Clock:
    """A clock that stands still until it is told, from a second since 1970."""

    def __init__(self, second: float = NOON.timestamp()) -> None:
        self.second = second

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(self.second, UTC)

    def timestamp(self) -> float:
        return self.second

    def pass_(self, seconds: float) -> None:
        self.second += seconds


class Organisation:
    """Answers as (status, JSON); sends the right keys."""

    def __init__(self, now: Callable[[], datetime] = lambda: NOON, most_series: int = 20_000) -> None:
        self.world = world(now=now, intake=Intake(lambda: now().timestamp(), most_series=most_series))

    def ask(self, method: str, path: str, body: Any = None, **query: Any) -> tuple[int, Any]:
        encoded = b"" if body is None else json.dumps(body).encode()
        return self.send(method, path, encoded, **query)

    def send(self, method: str, path: str, body: bytes, **query: Any) -> tuple[int, Any]:
        keys = self.world.keys
        words = {name: str(value) for name, value in query.items()}
        given = answer(self.world, Request(method, path, words, body, keys.api, keys.application))
        return given.status, json.loads(given.body) if given.body else None

    def created(self, **changes: Any) -> dict[str, Any]:
        """The answer to the creation of a monitor, which must succeed."""
        status, body = self.ask("POST", "/api/v1/monitor", monitor(**changes))
        assert status == 200, body
        return dict(body)

    def refusal(self, **changes: Any) -> str:
        """The words in which the creation of a monitor is refused, which must happen with 400."""
        status, body = self.ask("POST", "/api/v1/monitor", monitor(**changes))
        assert status == 400, body
        return str(body["errors"][0])

    def slo_refusal(self, **changes: Any) -> str:
        """The words in which the creation of an SLO is refused, which must happen with 400."""
        status, body = self.ask("POST", "/api/v1/slo", slo(**changes))
        assert status == 400, body
        return str(body["errors"][0])

    def created_slo(self, **changes: Any) -> dict[str, Any]:
        """The SLO in the answer to its creation, which must succeed."""
        status, body = self.ask("POST", "/api/v1/slo", slo(**changes))
        assert status == 200, body
        return dict(body["data"][0])

    def dashboard_refusal(self, **changes: Any) -> str:
        """The words in which the creation of a dashboard is refused, which must happen with 400."""
        status, body = self.ask("POST", "/api/v1/dashboard", dashboard(**changes))
        assert status == 400, body
        return str(body["errors"][0])

    def created_dashboard(self, **changes: Any) -> dict[str, Any]:
        """The answer to the creation of a dashboard, which must succeed."""
        status, body = self.ask("POST", "/api/v1/dashboard", dashboard(**changes))
        assert status == 200, body
        return dict(body)

    def report(self, metric: str, *tags: str, type: str = "gauge") -> None:
        """Submits a point of a metric, so that it exists."""
        series = {"metric": metric, "type": type, "points": [[1, 1.0]], "tags": list(tags)}
        assert self.ask("POST", "/api/v1/series", {"series": [series]}) == (202, {"status": "ok"})
