"""Applications in applications: the path is the whole one, wherever the middleware is, and a request counts once."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from flask import Flask
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Mount, Route
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.test import Client

from dogwatch.instrument import current_feature
from dogwatch.instrument.frameworks import asgi, wsgi
from dogwatch.instrument.testing import RecordedMetrics

from .servers import served
from .test_asgi import ask

WHERE = ["outside", "inside", "both"]


def starlette(where: str) -> Any:
    async def product(request: Request) -> PlainTextResponse:
        return PlainTextResponse(str(current_feature()))

    inner = Starlette(routes=[Route("/{number}", product)])
    outer = Starlette(routes=[Mount("/products", inner)])
    return watched(inner, outer, where)


def fastapi(where: str) -> Any:
    inner, outer = FastAPI(), FastAPI()

    @inner.get("/{number}")
    def product(number: int) -> PlainTextResponse:
        return PlainTextResponse(str(current_feature()))

    outer.mount("/products", inner)
    return watched(inner, outer, where)


def watched(inner: Any, outer: Any, where: str) -> Any:
    for app, name in ((outer, "outside"), (inner, "inside")):
        if where in (name, "both"):
            app.add_middleware(asgi.FeatureMiddleware)
    return outer


@pytest.mark.parametrize("where", WHERE)
@pytest.mark.parametrize("made", [starlette, fastapi])
def test_an_application_of_asgi(recorded_metrics: RecordedMetrics, made: Any, where: str) -> None:
    assert ask(made(where), "GET", "/products/7").text == "product-page"
    assert recorded_metrics.tags("feature.hits") == {("feature:product-page", "outcome:ok", "route:/products/_id_")}
    assert recorded_metrics.count("feature.hits") == 1


def test_a_prefix_that_the_server_is_told_of_is_part_of_the_path(recorded_metrics: RecordedMetrics) -> None:
    """As behind a proxy that takes it away: people see the whole path, and so does the catalog."""
    app = FastAPI()
    app.add_middleware(asgi.FeatureMiddleware)
    app.get("/{number}")(lambda number: current_feature())
    with served(app, root_path="/products") as address:
        answer = httpx.get(f"{address}/7?number=7", trust_env=False)
    assert answer.json() == "product-page"
    assert recorded_metrics.count("feature.hits", route="/products/_id_") == 1


@pytest.mark.parametrize("where", WHERE)
def test_an_application_of_wsgi(recorded_metrics: RecordedMetrics, where: str) -> None:
    inner, outer = Flask("products"), Flask("shop")
    inner.get("/<int:number>")(lambda number: str(current_feature()))
    inside: Any = wsgi.FeatureMiddleware(inner.wsgi_app) if where != "outside" else inner.wsgi_app
    mounted: Any = DispatcherMiddleware(outer.wsgi_app, {"/products": inside})
    app = wsgi.FeatureMiddleware(mounted) if where != "inside" else mounted
    answer = Client(app).get("/products/7", buffered=True)
    assert answer.text == "product-page"
    assert recorded_metrics.tags("feature.hits") == {("feature:product-page", "outcome:ok", "route:/products/_id_")}
    assert recorded_metrics.count("feature.hits") == 1
