"""WebSockets as calls of features, through uvicorn and aiohttp over real sockets."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from fastapi import FastAPI
from starlette.applications import Starlette
from starlette.routing import Mount, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from dogwatch.instrument import current_feature, mark_error
from dogwatch.instrument.frameworks.aiohttp import feature_middleware
from dogwatch.instrument.frameworks.asgi import FeatureMiddleware
from dogwatch.instrument.testing import RecordedMetrics

from .servers import served


def ws(address: str) -> str:
    return address.replace("http://", "ws://")


def ended(recorded: RecordedMetrics, number: int = 1) -> None:
    """Waits for what is counted after a client has left."""
    end = time.monotonic() + 10
    while recorded.count("feature.hits") < number and time.monotonic() < end:
        time.sleep(0.01)
    assert recorded.count("feature.hits") == number


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    while True:
        said = await socket.receive_text()
        if said == "raise":
            raise ZeroDivisionError
        if said == "mark":
            mark_error("sold_out")
        if said.isdigit():
            await socket.close(int(said))
            return
        await socket.send_text(f"{said} {current_feature()}")


async def refusing(socket: WebSocket) -> None:
    await socket.close()


def starlette() -> Starlette:
    routes = [WebSocketRoute("/stream", echo), WebSocketRoute("/other", echo), WebSocketRoute("/products/7", refusing)]
    app = Starlette(routes=routes)
    app.add_middleware(FeatureMiddleware)
    return app


def fastapi() -> FastAPI:
    app = FastAPI()
    app.add_middleware(FeatureMiddleware)
    app.websocket("/stream")(echo)
    app.websocket("/other")(echo)
    return app


@pytest.mark.parametrize("made", [starlette, fastapi])
def test_a_connection_is_one_call_until_its_end(recorded_metrics: RecordedMetrics, made: Callable[[], Any]) -> None:
    with served(made()) as address, connect(f"{ws(address)}/stream", proxy=None) as client:
        for word in ("a", "b"):
            client.send(word)
            assert client.recv() == f"{word} product-page"
        time.sleep(0.05)
        client.close()
        ended(recorded_metrics)
    assert recorded_metrics.tags("feature.hits") == {("feature:product-page", "outcome:ok", "route:/stream")}
    assert recorded_metrics.values("feature.duration", feature="product-page")[0] >= 0.05


def test_a_connection_of_no_feature_is_no_call(recorded_metrics: RecordedMetrics) -> None:
    with served(starlette()) as address, connect(f"{ws(address)}/other", proxy=None) as client:
        client.send("a")
        assert client.recv() == "a None"
    assert recorded_metrics.tags("feature.hits") == set()


@pytest.mark.parametrize(
    ("said", "outcome", "error_type"),
    [
        ("raise", "error", "zerodivisionerror"),
        ("1011", "error", "websocket_1011"),
        ("mark", "error", "sold_out"),
        ("1008", "ok", ""),
        ("1000", "ok", ""),
    ],
)
def test_only_what_the_server_cannot_go_on_with_is_an_error(
    recorded_metrics: RecordedMetrics, said: str, outcome: str, error_type: str
) -> None:
    with served(starlette()) as address, connect(f"{ws(address)}/stream", proxy=None) as client:
        client.send(said)
        if said != "mark":
            with pytest.raises(ConnectionClosed):
                client.recv()
        client.close()
        ended(recorded_metrics)
    typed = {"error_type": error_type} if error_type else {}
    assert recorded_metrics.count("feature.hits", outcome=outcome, **typed) == 1


def test_a_connection_that_is_refused_is_no_failure(recorded_metrics: RecordedMetrics) -> None:
    with served(starlette()) as address:
        with pytest.raises(InvalidStatus, match="403"):
            connect(f"{ws(address)}/products/7", proxy=None)
        ended(recorded_metrics)
    assert recorded_metrics.count("feature.hits", outcome="ok", route="/products/_id_") == 1


@pytest.mark.parametrize("raised", [WebSocketDisconnect(1006), OSError("gone")], ids=["Starlette", "any server"])
def test_a_client_that_is_gone_when_something_is_sent_has_left(
    recorded_metrics: RecordedMetrics, raised: Exception
) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "websocket.accept"})

    async def send(message: Any) -> None:
        raise raised

    scope = {"type": "websocket", "path": "/stream", "headers": []}
    with pytest.raises(type(raised)):
        asyncio.run(FeatureMiddleware(app)(scope, receive=None, send=send))  # type: ignore[arg-type]
    assert recorded_metrics.count("feature.hits", outcome="ok") == 1


def test_an_application_that_is_mounted_counts_once(recorded_metrics: RecordedMetrics) -> None:
    inner = Starlette(routes=[WebSocketRoute("/stream", echo)])
    inner.add_middleware(FeatureMiddleware)
    outer = Starlette(routes=[Mount("/", inner)])
    outer.add_middleware(FeatureMiddleware)
    with served(outer) as address, connect(f"{ws(address)}/stream", proxy=None) as client:
        client.send("a")
        assert client.recv() == "a product-page"
        client.close()
        ended(recorded_metrics)
        time.sleep(0.05)
    assert recorded_metrics.count("feature.hits") == 1


def test_those_of_aiohttp_are_calls_too(recorded_metrics: RecordedMetrics) -> None:
    async def talk(request: web.Request) -> web.WebSocketResponse:
        answer = web.WebSocketResponse()
        await answer.prepare(request)
        async for message in answer:
            await answer.send_str(f"{message.data} {current_feature()}")
        return answer

    async def use() -> str:
        app = web.Application(middlewares=[feature_middleware])
        app.add_routes([web.get("/stream", talk)])
        async with TestClient(TestServer(app)) as client, client.ws_connect("/stream") as connection:
            await connection.send_str("a")
            said: str = await connection.receive_str()
            return said

    assert asyncio.run(use()) == "a product-page"
    assert recorded_metrics.tags("feature.hits") == {("feature:product-page", "outcome:ok", "route:/stream")}
