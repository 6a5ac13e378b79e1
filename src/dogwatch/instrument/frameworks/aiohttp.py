"""aiohttp's server.

    app = web.Application(middlewares=[feature_middleware])

Tested with aiohttp 3.14. A request takes until its handler returns, which a stream does at its end.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from aiohttp import web

from .request import handled


@web.middleware
async def feature_middleware(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Makes requests calls of features."""
    baggage = ",".join(request.headers.getall("baggage", ())) or None
    with handled(request.method, request.path, baggage) as call:
        try:
            response = await call.steps(handler(request))
        except web.HTTPException as answer:
            # aiohttp's way to answer; redirects and what the client did wrong are no failures.
            call.answered(answer.status)
            if answer.status < 500:
                call.fine()
            raise
        call.answered(response.status)
        return response
