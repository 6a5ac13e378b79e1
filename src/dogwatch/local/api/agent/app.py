"""The Agent as an ASGI application.

An Agent asks for no key, so that any page in a browser of this machine could report to it; browsers say so by `Origin`,
which no tracer sends.
"""

from __future__ import annotations

from dogwatch.local.api.asgi import ASGIApp, Receive, Scope, Send, body, reply
from dogwatch.local.api.message import Answer
from dogwatch.local.api.world import World

from .endpoints import LARGEST_BODY, AgentRequest, answer

_REFUSED = Answer(403, b"Pages in a browser report nothing here.\n", "text/plain; charset=utf-8")


def application(world: World) -> ASGIApp:
    """The Agent of an organisation."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        sent = await body(receive, LARGEST_BODY)
        if sent is None:
            await reply(send, Answer(413, b"", "text/plain; charset=utf-8"))
            return
        if "origin" in headers:
            await reply(send, _REFUSED)
            return
        path = scope["path"].rstrip("/") or "/"
        await reply(send, answer(world, AgentRequest(scope["method"], path, headers, sent)))

    return serve
