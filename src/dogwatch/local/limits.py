"""What the embedded Datadog takes in a time and at once, for who wants to see a client meet limits."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

from .api.asgi import ASGIApp, Receive, Scope, Send

_NAME = "writes"


@dataclass(frozen=True)
class Limits:
    """At most `writes` of anything in `period` seconds, aligned to the clock, and `in_flight` requests at once."""

    writes: int | None = None
    in_flight: int | None = None
    period: float = 60.0


def limited(app: ASGIApp, limits: Limits, clock: Callable[[], float] = time.time) -> ASGIApp:
    """The application behind the limits: 429 with the headers that say when to come back, 512 for too many at once.

    Only what changes something counts as a write; validating does not. Headers: docs, api, rate limits.
    """
    if limits.writes is None and limits.in_flight is None:
        return app
    inside = 0
    writes = _Writes(limits.writes, limits.period, clock)

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        nonlocal inside
        if limits.in_flight is not None and inside >= limits.in_flight:
            await _answer(send, 512, b"Timeout", b"text/plain", [])
            return
        inside += 1
        try:
            if not _is_write(scope):
                await app(scope, receive, send)
            elif writes.take():
                await app(scope, receive, _with(send, writes.headers()))
            else:
                text = f"Rate limit of {limits.writes} requests in {limits.period:g} seconds reached."
                body = json.dumps({"errors": [f"{text} Please try again later."]}).encode()
                await _answer(send, 429, body, b"application/json", writes.headers())
        finally:
            inside -= 1

    return serve


class _Writes:
    """How many are left in the window that the clock is in."""

    def __init__(self, most: int | None, period: float, clock: Callable[[], float]) -> None:
        self._most = most
        self._period = period
        self._clock = clock
        self._window = -1
        self._left = 0

    def take(self) -> bool:
        if self._most is None:
            return True
        window = int(self._clock() // self._period)
        if window != self._window:
            self._window, self._left = window, self._most
        self._left -= 1
        return self._left >= 0

    def headers(self) -> list[tuple[bytes, bytes]]:
        if self._most is None:
            return []
        reset = math.ceil((self._window + 1) * self._period - self._clock())
        told = {
            "limit": self._most,
            "period": f"{self._period:g}",
            "remaining": max(self._left, 0),
            "reset": max(reset, 0),
            "name": _NAME,
        }
        return [(f"x-ratelimit-{name}".encode(), str(value).encode()) for name, value in told.items()]


def _is_write(scope: Scope) -> bool:
    return scope["method"] != "GET" and not scope["path"].endswith("/validate")


def _with(send: Send, headers: list[tuple[bytes, bytes]]) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message["headers"], *headers]}
        await send(message)

    return sending


async def _answer(send: Send, status: int, body: bytes, type: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    own = [(b"content-type", type), (b"content-length", str(len(body)).encode()), *headers]
    await send({"type": "http.response.start", "status": status, "headers": own})
    await send({"type": "http.response.body", "body": body})
