"""A short-lived monitor that says what a declared one says, and alerts at once: made, waited for, and removed."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from dogwatch.client import Send, expect, read_list
from dogwatch.errors import ApiError
from dogwatch.kinds import MONITOR, Body, Request, Resource, without_links
from dogwatch.names import Mark, tag_key

METRIC: Final = "dogwatch.fire"
# Tells the monitors of this command from all others; by what follows the colon, whose they are.
TAG: Final = "fired-by:dogwatch"
_KEY_TAG: Final = "fired-as"
_BEGIN: Final = "[test of dogwatch fire]"
# Nobody waits longer than this for a test, so what is older was left by a run that was killed.
_ABANDONED: Final = 3600
_POLL: Final = 5.0
_REFERENCE = re.compile(r"\$\{[^}]*\}")


def body_of(resource: Resource, id: str) -> Body:
    """The monitor to make: the message, priority and tags of a declared one, without what says whose that is."""
    declared = without_links(resource.body)
    tags = [tag for tag in declared.get("tags") or () if Mark.read(tag) is None and tag_key(tag) != "catalog"]
    body: dict[str, Any] = {
        "type": "query alert",
        "name": f"{_BEGIN} {declared['name']}",
        "query": f"max(last_5m):max:{METRIC}{{fire:{id}}} > 0",
        # What is known only once it is applied is an address, which leads nowhere here.
        "message": _REFERENCE.sub("", str(declared.get("message") or "")),
        "tags": [*tags, TAG, f"{_KEY_TAG}:{resource.key}"],
        "options": {"thresholds": {"critical": 0}, "notify_no_data": False, "include_tags": False},
    }
    return {**body, "priority": declared["priority"]} if declared.get("priority") else body


@dataclass(frozen=True)
class Firing:
    """Speaks to the organisation; `remove` is a way to it that stays open after Ctrl-C."""

    send: Send
    remove: Send
    sleep: Callable[[float], None]
    clock: Callable[[], float] = time.time

    def clear(self, key: str) -> list[int]:
        """Removes what earlier runs have left: of the same key, or older than anybody waits; the ids."""
        left = [int(body["id"]) for body in read_list(self.send, MONITOR, TAG) if self._is_left(body, key)]
        for id in left:
            self._delete(id)
        return left

    @contextmanager
    def monitor(self, body: Body) -> Iterator[int]:
        """The monitor while the block lasts, however that ends."""
        id = int(expect(self.send(Request("POST", "/api/v1/monitor", body=body)), body["name"])["id"])
        try:
            yield id
        finally:
            self._delete(id)

    def wait(self, id: int, fire: str, timeout: float) -> bool:
        """Sends what makes the monitor alert until it does; whether it came to that within so many seconds."""
        deadline = self.clock() + timeout
        while True:
            self._report(fire)
            if expect(self.send(Request("GET", f"/api/v1/monitor/{id}")), f"monitor {id}")["overall_state"] == "Alert":
                return True
            if self.clock() + _POLL > deadline:
                return False
            self.sleep(_POLL)

    def _report(self, fire: str) -> None:
        point = {"metric": METRIC, "type": "gauge", "points": [[int(self.clock()), 1]], "tags": [f"fire:{fire}"]}
        expect(self.send(Request("POST", "/api/v1/series", body={"series": [point]})), METRIC)

    def _is_left(self, body: Body, key: str) -> bool:
        age = self.clock() - datetime.fromisoformat(body["created"]).astimezone(UTC).timestamp()
        return str(body["name"]).startswith(_BEGIN) and (f"{_KEY_TAG}:{key}" in body["tags"] or age > _ABANDONED)

    def _delete(self, id: int) -> None:
        answer = self.remove(Request("DELETE", f"/api/v1/monitor/{id}"))
        if not answer.is_success and answer.status != 404:
            raise ApiError(f"monitor {id} of this test is still there: {answer.text[:200]}; delete it by hand")


def new_id() -> str:
    """What tells the values of one test from those of another."""
    return uuid4().hex[:12]
