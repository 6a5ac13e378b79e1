"""Requests to aiohttp's server as calls of features, over real sockets."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from dogwatch.instrument import current_feature
from dogwatch.instrument.frameworks.aiohttp import feature_middleware
from dogwatch.instrument.testing import RecordedMetrics

from .servers import BURNT, burn_here_and_there


async def checkout(request: web.Request) -> web.Response:
    return web.Response(text=str(current_feature()))


async def report(request: web.Request) -> web.Response:
    return web.Response(text=await burn_here_and_there())


async def product(request: web.Request) -> web.Response:
    number = int(request.match_info["number"])
    if number == 404:
        raise web.HTTPNotFound
    if number == 503:
        raise web.HTTPServiceUnavailable
    return web.Response(text=str(1 // number), status=502 if number == 502 else 200)


def ask(method: str, path: str, **headers: str) -> tuple[int, str]:
    """Status and text of the answer."""

    async def answer() -> tuple[int, str]:
        app = web.Application(middlewares=[feature_middleware])
        app.add_routes(
            [web.post("/checkout", checkout), web.get("/products/{number}", product), web.get("/report", report)]
        )
        async with TestClient(TestServer(app)) as client, client.request(method, path, headers=headers) as response:
            return response.status, await response.text()

    return asyncio.run(answer())


def test_a_request_is_a_call_of_the_feature_that_has_its_route(recorded_metrics: RecordedMetrics) -> None:
    assert ask("POST", "/checkout", baggage="feature=cart") == (200, "checkout")
    assert recorded_metrics.tags("feature.hits") == {
        ("feature:checkout", "outcome:ok", "feature.upstream:cart", "route:/checkout", "fast:true")
    }


@pytest.mark.parametrize(("number", "error_type"), [(0, "zerodivisionerror"), (502, "http_502"), (503, "http_503")])
def test_what_the_server_cannot_do_is_an_error(recorded_metrics: RecordedMetrics, number: int, error_type: str) -> None:
    assert ask("GET", f"/products/{number}")[0] >= 500
    assert recorded_metrics.count("feature.hits", outcome="error", route="/products/_id_", error_type=error_type) == 1


def test_what_the_client_did_wrong_is_none(recorded_metrics: RecordedMetrics) -> None:
    assert ask("GET", "/products/404")[0] == 404
    assert recorded_metrics.count("feature.hits", outcome="ok", feature="product-page") == 1


def test_other_requests_are_no_calls(recorded_metrics: RecordedMetrics) -> None:
    assert ask("GET", "/nowhere")[0] == 404
    assert recorded_metrics.tags("feature.hits") == set()


def test_one_request_in_sixteen_has_its_processor_time(recorded_metrics: RecordedMetrics) -> None:
    assert {ask("GET", "/report") for _ in range(16)} == {(200, "burnt")}
    (spent,) = recorded_metrics.values("feature.cpu", feature="report")
    assert BURNT <= spent < 2 * BURNT
