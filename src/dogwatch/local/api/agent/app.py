"""The Agent as an ASGI application."""

from __future__ import annotations

from dogwatch.local.api.asgi import ASGIApp, Receive, Scope, Send, body, reply
from dogwatch.local.api.message import Answer
from dogwatch.local.api.world import World

from .endpoints import LARGEST_BODY, AgentRequest, answer


def application(world: World) -> ASGIApp:
    """The Agent of an organisation."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        sent = await body(receive, LARGEST_BODY)
        if sent is None:
            await reply(send, Answer(413, b"", "text/plain; charset=utf-8"))
            return
        path = scope["path"].rstrip("/") or "/"
        await reply(send, answer(world, AgentRequest(scope["method"], path, headers, sent)))

    return serve
