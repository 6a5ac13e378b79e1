"""The bodies of requests and answers over ASGI."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from .message import Answer

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]


async def body(receive: Receive, most: int) -> bytes | None:
    """The whole body, None where it is longer than `most` bytes; so much of it is held, and the rest thrown away."""
    pieces: list[bytes] = []
    length = 0
    while True:
        message = await receive()
        piece: bytes = message.get("body", b"")
        length += len(piece)
        if length <= most:
            pieces.append(piece)
        if not message.get("more_body"):
            return b"".join(pieces) if length <= most else None


async def reply(send: Send, answer: Answer) -> None:
    """Sends an answer."""
    headers = [(b"content-type", answer.content_type.encode()), (b"content-length", b"%d" % len(answer.body))]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})
