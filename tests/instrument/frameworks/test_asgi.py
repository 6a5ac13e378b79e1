"""Requests to FastAPI and Starlette as calls of features."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from fastapi import FastAPI, HTTPException
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, StreamingResponse
from starlette.routing import Route

from dogwatch.instrument import current_feature, tag
from dogwatch.instrument.frameworks.asgi import FeatureMiddleware
from dogwatch.instrument.testing import RecordedMetrics


def ask(app: Any, method: str, path: str, **headers: str) -> httpx.Response:
    """A request to the application, whose exceptions the server would log."""

    async def answer() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://shop") as client:
            return await client.request(method, path, headers=headers)

    return asyncio.run(answer())


def fastapi() -> FastAPI:
    app = FastAPI()
    app.add_middleware(FeatureMiddleware)

    @app.post("/checkout")
    async def checkout(fails: bool = False) -> str | None:
        tag(region="eu")
        if fails:
            raise ZeroDivisionError
        return current_feature()

    @app.get("/products/{number}")
    def product(number: int) -> str | None:
        if number > 500:
            raise HTTPException(number)
        return current_feature()

    return app


def starlette() -> Starlette:
    async def rows() -> AsyncIterator[str]:
        for _ in range(2):
            await asyncio.sleep(0.01)
            yield str(current_feature())

    async def stream(request: Request) -> StreamingResponse:
        return StreamingResponse(rows())

    async def other(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(current_feature()))

    app = Starlette(routes=[Route("/stream", stream), Route("/other", other)])
    app.add_middleware(FeatureMiddleware)
    return app


def test_a_request_is_a_call_of_the_feature_that_has_its_route(recorded_metrics: RecordedMetrics) -> None:
    assert ask(fastapi(), "POST", "/checkout").json() == "checkout"
    assert recorded_metrics.tags("feature.hits") == {
        ("feature:checkout", "outcome:ok", "region:eu", "route:/checkout", "fast:true")
    }


def test_the_route_is_the_template_and_not_the_path(recorded_metrics: RecordedMetrics) -> None:
    app = fastapi()
    assert [ask(app, "GET", f"/products/{number}").json() for number in (1, 2)] == ["product-page"] * 2
    assert recorded_metrics.count("feature.hits", feature="product-page", route="/products/_id_") == 2


@pytest.mark.parametrize(
    ("method", "path", "error_type"),
    [("POST", "/checkout?fails=1", "zerodivisionerror"), ("GET", "/products/503", "http_503")],
)
def test_what_the_server_cannot_do_is_an_error(
    recorded_metrics: RecordedMetrics, method: str, path: str, error_type: str
) -> None:
    assert ask(fastapi(), method, path).status_code >= 500
    assert recorded_metrics.count("feature.hits", outcome="error", error_type=error_type) == 1


def test_what_the_client_did_wrong_is_none(recorded_metrics: RecordedMetrics) -> None:
    assert ask(fastapi(), "GET", "/products/none").status_code == 422
    assert recorded_metrics.count("feature.hits", outcome="ok", feature="product-page") == 1


def test_a_stream_is_a_call_until_its_end(recorded_metrics: RecordedMetrics) -> None:
    assert ask(starlette(), "GET", "/stream").text == "product-page" * 2
    (took,) = recorded_metrics.values("feature.duration", feature="product-page")
    assert took >= 0.02


def test_other_requests_are_no_calls(recorded_metrics: RecordedMetrics) -> None:
    assert ask(starlette(), "GET", "/other").text == "None"
    assert recorded_metrics.tags("feature.hits") == set()


def test_the_feature_that_asked_is_believed_if_it_is_allowed(recorded_metrics: RecordedMetrics) -> None:
    for feature in ("cart", "evil"):
        ask(fastapi(), "GET", "/products/1", baggage=f"user=7,feature={feature}")
    assert recorded_metrics.count("feature.hits", **{"feature.upstream": "cart"}) == 1
    assert recorded_metrics.count("feature.hits") == 2
