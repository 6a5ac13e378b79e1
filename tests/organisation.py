"""The embedded Datadog with a transport to it, and what a person would do there by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dogwatch.client import Http, Send, Target
from dogwatch.kinds import Body, Request
from dogwatch.local.server import Keys, running
from tests.faults import Call, Fault, Faulty

KEYS = Keys("0a1b2c3d4e5f0a1b2c3d", "f5e4d3c2b1a0f5e4d3c2")


@dataclass
class Organisation:
    """Somebody's Datadog: `send` is the transport under test, `calls` what arrived."""

    target: Target
    send: Send
    faulty: Faulty

    def monitors(self) -> list[Body]:
        return self._hand("GET", "/api/v1/monitor")

    def by_name(self) -> dict[str, Body]:
        return {monitor["name"]: monitor for monitor in self.monitors()}

    def create(self, body: Body) -> int:
        return int(self._hand("POST", "/api/v1/monitor", body)["id"])

    def edit(self, id: int, **fields: Any) -> Body:
        return self._hand("PUT", f"/api/v1/monitor/{id}", fields)

    def delete(self, id: int) -> None:
        self._hand("DELETE", f"/api/v1/monitor/{id}")

    def _hand(self, method: Any, path: str, body: Any = None) -> Any:
        """A request past the rule of faults, as if made in the browser."""
        rule, calls = self.faulty.rule, list(self.faulty.calls)
        self.faulty.rule = lambda call: None
        try:
            response = self.send(Request(method, path, body=body))
        finally:
            self.faulty.rule, self.faulty.calls = rule, calls
        assert response.is_success, response
        return response.body


@contextmanager
def organisation(rule: Callable[[Call], Fault] = lambda call: None, data: Path | None = None) -> Iterator[Organisation]:
    """An organisation while the block lasts, empty or kept in `data`; `rule` says what goes wrong on the way to it."""
    faulty = Faulty(rule)
    with running(data=data, keys=KEYS, wrap=faulty.wrap) as server:
        target = Target(server.url, api_key=server.keys.api, app_key=server.keys.application, parallel=8)
        http = Http(target)
        try:
            yield Organisation(target, http, faulty)
        finally:
            http.close()
