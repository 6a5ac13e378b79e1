"""The pages as an ASGI application, which needs no key and changes nothing: whoever can reach the port may read."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from urllib.parse import parse_qs

from dogwatch.local.api.asgi import ASGIApp, Receive, Scope, Send, body
from dogwatch.local.api.world import World

from .pages import sent
from .runbooks import lead_here
from .sent import HTML, Sent

_POLICY: Final = "; ".join(
    [
        *("default-src 'none'", "style-src 'self'", "script-src 'self'", "connect-src 'self'", "img-src 'self' data:"),
        *("base-uri 'none'", "form-action 'self'", "frame-ancestors 'none'"),
    ]
)
_HEADERS: Final = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]
_KEPT, _NOT_KEPT = b"public, max-age=31536000, immutable", b"no-store"


def web_application(world: World) -> ASGIApp:
    """The pages of an organisation; GET and HEAD alone."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        await body(receive, 0)
        given = _answer(world, scope)
        content = given.text.encode()
        headers = [
            *_HEADERS,
            (b"cache-control", _KEPT if given.keeps else _NOT_KEPT),
            (b"content-type", given.content_type.encode()),
            (b"content-length", b"%d" % len(content)),
        ]
        await send({"type": "http.response.start", "status": given.status, "headers": headers})
        await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else content})

    return serve


def _answer(world: World, scope: Scope) -> Sent:
    if scope["method"] not in ("GET", "HEAD"):
        return Sent(405, "Pages are only read.\n", "text/plain; charset=utf-8")
    query = parse_qs(scope["query_string"].decode("latin-1"))
    given = sent(world, scope["path"].rstrip("/") or "/", query)
    return replace(given, text=lead_here(world, given.text)) if given.content_type == HTML else given
