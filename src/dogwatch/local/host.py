"""Names under which this machine may be asked.

A page of somebody else's in a browser may have its own name lead to this machine (DNS rebinding), and would then be
answered as if it came from here; the name that it asks for gives it away.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

from .api.asgi import ASGIApp, Receive, Scope, Send, body, reply
from .api.message import Answer

_REFUSED = Answer(421, b"This server is asked as localhost or 127.0.0.1 only.\n", "text/plain; charset=utf-8")


def loopback_only(app: ASGIApp) -> ASGIApp:
    """The application for who asks for this machine by a name of its own; 421 for all others."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        if is_loopback(_host(scope["headers"])):
            await app(scope, receive, send)
            return
        await body(receive, 0)
        await reply(send, _REFUSED)

    return serve


def is_loopback(host: str) -> bool:
    """Whether a `Host` header names this machine by itself: localhost, or an address of the loopback interface."""
    name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    if name.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _host(headers: Iterable[tuple[bytes, bytes]]) -> str:
    return next((value.decode("latin-1") for name, value in headers if name == b"host"), "")
