"""ASGI: Starlette, FastAPI, Django under ASGI, or any other.

    app.add_middleware(FeatureMiddleware)

Tested with Starlette 1.10 and FastAPI 0.165. A request takes until its answer is sent, background tasks included. A
WebSocket is a call of the feature that has the route `GET` of its path, from its opening to its end. Applications that
are mounted in others may have the middleware too: a request counts once.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias

from dogwatch.instrument.client import flush

from .request import Request, handled

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

_SEEN = "dogwatch.seen"
# A server closes so what it could not go on with (RFC 6455, 7.4.1).
_INTERNAL_ERROR = 1011
# What Starlette raises in code that reads or writes when its client has left.
_LEFT = "WebSocketDisconnect"


class FeatureMiddleware:
    """Makes requests and WebSockets calls of features."""

    def __init__(self, app: App) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or scope.get(_SEEN):
            await self._app(scope, receive, send)
            if scope["type"] == "lifespan":
                # uvicorn ends by the signal that stopped it, past what a process does at its end.
                flush()
            return
        scope[_SEEN] = True
        # A WebSocket is opened by a request of GET (RFC 6455, 4.1).
        with handled(scope.get("method", "GET"), scope["path"], _baggage(scope)) as request:
            try:
                await request.steps(self._app(scope, receive, _watched(send, request)))
            except Exception as error:
                if type(error).__name__ == _LEFT:
                    request.fine()
                raise


def _watched(send: Send, request: Request) -> Send:
    """Sends what tells how the request went on to the call."""

    async def watched(message: Message) -> None:
        match message["type"]:
            case "http.response.start" | "websocket.http.response.start":
                request.answered(message["status"])
            case "websocket.close" if message.get("code") == _INTERNAL_ERROR:
                request.failed(f"websocket_{_INTERNAL_ERROR}")
        try:
            await send(message)
        except OSError:  # the client has left (ASGI, send after disconnection)
            request.fine()
            raise

    return watched


def _baggage(scope: Scope) -> str | None:
    # Several headers of one name are one list (RFC 9110, 5.3).
    found = [value.decode("latin-1") for name, value in scope["headers"] if name == b"baggage"]
    return ",".join(found) or None
