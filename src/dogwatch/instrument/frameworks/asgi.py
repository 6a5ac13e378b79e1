"""ASGI: Starlette, FastAPI, Django under ASGI, or any other.

    app.add_middleware(FeatureMiddleware)

Tested with Starlette 1.10 and FastAPI 0.165. A request takes until its answer is sent, background tasks included.
WebSockets pass through.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

from .request import handled

Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send: TypeAlias = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]


class FeatureMiddleware:
    """Makes requests calls of features."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        with handled(scope["method"], scope["path"], _baggage(scope)) as request:

            async def watched(message: MutableMapping[str, Any]) -> None:
                if message["type"] == "http.response.start":
                    request.answered(message["status"])
                await send(message)

            await self._app(scope, receive, watched)


def _baggage(scope: Scope) -> str | None:
    # Several headers of one name are one list (RFC 9110, 5.3).
    found = [value.decode("latin-1") for name, value in scope["headers"] if name == b"baggage"]
    return ",".join(found) or None
