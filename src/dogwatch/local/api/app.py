"""Routing: from a request to the handler that answers it, and the same as an ASGI application.

Handlers run in the event loop itself: they take microseconds, and a hop to a thread would cost more than they do.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import parse_qsl

from . import errors, keys, monitor_list, monitor_policy, monitor_search, monitors
from .message import Answer, Request, encoded
from .world import World

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
ASGIApp = Callable[[Scope, Receive, Send], Awaitable[None]]

_EXACT: dict[tuple[str, str], Callable[[World, Request], Answer]] = {
    ("POST", "/api/v1/monitor"): monitors.create,
    ("GET", "/api/v1/monitor"): monitor_list.list_all,
    ("POST", "/api/v1/monitor/validate"): monitors.validate,
    ("GET", "/api/v1/monitor/can_delete"): monitors.can_delete,
    ("GET", "/api/v1/monitor/search"): monitor_search.search,
    ("GET", "/api/v1/monitor/groups/search"): monitor_search.search_groups,
    ("POST", "/api/v2/monitor/policy"): monitor_policy.create,
    ("GET", "/api/v2/monitor/policy"): monitor_policy.list_all,
}
_WITH_ID: list[tuple[str, re.Pattern[str], Callable[[World, Request, str], Answer]]] = [
    ("GET", re.compile(r"/api/v1/monitor/([^/]+)"), monitors.get),
    ("PUT", re.compile(r"/api/v1/monitor/([^/]+)"), monitors.update),
    ("DELETE", re.compile(r"/api/v1/monitor/([^/]+)"), monitors.delete),
    ("POST", re.compile(r"/api/v1/monitor/([^/]+)/validate"), monitors.validate_existing),
    ("GET", re.compile(r"/api/v2/monitor/policy/([^/]+)"), monitor_policy.get),
    ("PATCH", re.compile(r"/api/v2/monitor/policy/([^/]+)"), monitor_policy.update),
    ("DELETE", re.compile(r"/api/v2/monitor/policy/([^/]+)"), monitor_policy.delete),
]


def answer(world: World, request: Request) -> Answer:
    """What the emulated Datadog answers; refusals included, nothing is raised for a request that is wrong."""
    try:
        return _handled(world, request)
    except errors.Refused as refused:
        return Answer(refused.status, encoded({"errors": refused.texts}).encode())


def _handled(world: World, request: Request) -> Answer:
    if (request.method, request.path) == ("GET", "/api/v1/validate"):
        keys.check_api_key(world.keys, request)
        return keys.validate(request)
    keys.check_both(world.keys, request)
    exact = _EXACT.get((request.method, request.path))
    if exact:
        return exact(world, request)
    for method, pattern, handler in _WITH_ID:
        if method == request.method and (found := pattern.fullmatch(request.path)):
            return handler(world, request, found.group(1))
    raise errors.not_emulated(f"{request.method} {request.path}")


def application(world: World) -> ASGIApp:
    """The emulated Datadog as an ASGI application for HTTP."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        given = answer(world, _request(scope, await _body(receive)))
        headers = [(b"content-type", given.content_type.encode()), (b"content-length", b"%d" % len(given.body))]
        await send({"type": "http.response.start", "status": given.status, "headers": headers})
        await send({"type": "http.response.body", "body": given.body})

    return serve


async def _body(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body"):
        message = await receive()
        body += message.get("body", b"")
    return body


def _request(scope: Scope, body: bytes) -> Request:
    api_key = application_key = None
    for name, value in scope["headers"]:
        if name == b"dd-api-key":
            api_key = value.decode("latin-1")
        elif name == b"dd-application-key":
            application_key = value.decode("latin-1")
    query = dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True))
    path = scope["path"].rstrip("/") or "/"
    return Request(scope["method"], path, query, body, api_key, application_key)
