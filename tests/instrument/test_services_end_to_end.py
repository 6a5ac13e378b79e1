"""Two services under ddtrace-run, one of which asks the other: features on metrics and spans, over the wire as well."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.instrument.sink import Sink, sink
from tests.instrument.trace_agent import Span, TraceAgent, running_agent, traced_environment

SHOP = """
import socket, sys, threading
import httpx, uvicorn
from fastapi import FastAPI
from dogwatch.instrument import configure
from dogwatch.instrument.frameworks.asgi import FeatureMiddleware

configure(send_feature_to=["localhost"], accept_features=["web"])
app = FastAPI()
app.add_middleware(FeatureMiddleware)

@app.post("/checkout")
async def checkout():
    async with httpx.AsyncClient(trust_env=False) as client:
        return [(await client.post(f"http://{host}:{sys.argv[1]}/pay")).json() for host in ("localhost", "127.0.0.1")]

listening = socket.create_server(("127.0.0.1", 0))
server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
threading.Thread(target=lambda: (sys.stdin.read(), setattr(server, "should_exit", True)), daemon=True).start()
print(listening.getsockname()[1], flush=True)
server.run(sockets=[listening])
"""
PAYMENT = """
import sys, threading
from flask import Flask
from werkzeug.serving import make_server
from dogwatch.instrument import configure
from dogwatch.instrument.frameworks.wsgi import FeatureMiddleware
from dogwatch.instrument.upstream import current_upstream

configure(accept_features=["checkout"])
app = Flask("payment")
app.wsgi_app = FeatureMiddleware(app.wsgi_app)

@app.post("/pay")
def pay():
    return [current_upstream()]

server = make_server("127.0.0.1", 0, app, threaded=True)
threading.Thread(target=lambda: (sys.stdin.read(), server.shutdown()), daemon=True).start()
print(server.server_port, flush=True)
server.serve_forever(0.05)
"""
CATALOG = {
    "checkout": {"service": "shop-api", "routes": ["POST /checkout"]},
    "payment": {"service": "payment-api", "routes": ["POST /pay"]},
}


class Done(NamedTuple):
    """What came of one checkout."""

    answer: list[list[str | None]]
    metrics: Sink
    agent: TraceAgent


@contextmanager
def service(name: str, code: str, *arguments: str, environment: dict[str, str]) -> Iterator[str]:
    """A service under ddtrace-run, as its port; it ends by itself when its input does."""
    run = [str(Path(sys.executable).with_name("ddtrace-run")), sys.executable, "-c", code, *arguments]
    with subprocess.Popen(
        run,
        env={**environment, "DD_SERVICE": name},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            port = process.stdout.readline().strip()
            assert port, process.communicate(timeout=30)[1]
            yield port
            process.communicate(timeout=30)
        finally:
            process.kill()


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Done]:
    folder = tmp_path_factory.mktemp("services")
    (folder / "catalog.json").write_text(json.dumps({"version": 1, "features": CATALOG}))
    with running_agent(folder) as agent, sink("udp", folder) as metrics:
        environment = traced_environment(
            agent, DD_ENV="test", DD_DOGSTATSD_URL=metrics.url, DOGWATCH_CATALOG=str(folder / "catalog.json")
        )
        with (
            service("payment-api", PAYMENT, environment=environment) as payment,
            service("shop-api", SHOP, payment, environment=environment) as shop,
        ):
            request = urllib.request.Request(
                f"http://127.0.0.1:{shop}/checkout", method="POST", headers={"baggage": "feature=web"}
            )
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as response:
                answer = json.load(response)
        metrics.arrived(lambda: metrics.count("feature.hits", feature="payment") == 2)
        yield Done(answer, metrics, agent)


def entries(done: Done, service: str) -> list[Span]:
    """The spans with which a service began its part of a trace, by their start."""
    entering = [span for span in done.agent.spans() if span["service"] == service and span["type"] == "web"]
    by_id = {span["span_id"] for span in done.agent.spans() if span["service"] == service}
    return sorted((span for span in entering if span["parent_id"] not in by_id), key=lambda span: int(span["start"]))


def test_the_checks_of_the_agent_pass(done: Done) -> None:
    assert done.agent.failures() == "200: OK"
    assert {span["service"] for span in done.agent.spans()} >= {"shop-api", "payment-api"}


def test_a_feature_reaches_the_other_service_by_a_host_that_is_allowed(done: Done) -> None:
    assert done.answer == [["checkout"], [None]]


def test_the_other_service_tags_its_own_metrics(done: Done) -> None:
    hits = {"feature": "payment", "service": "payment-api", "route": "/pay", "outcome": "ok", "env": "test"}
    assert done.metrics.count("feature.hits", **hits) == 2
    assert done.metrics.count("feature.hits", **hits, **{"feature.upstream": "checkout"}) == 1
    assert done.metrics.count("feature.hits", feature="checkout", service="shop-api", route="/checkout") == 1


def test_one_trace_has_the_features_of_both(done: Done) -> None:
    (asked,) = entries(done, "shop-api")
    first, second = entries(done, "payment-api")
    assert {span["trace_id"] for span in (asked, first, second)} == {asked["trace_id"]}
    assert [span["meta"]["feature"] for span in (asked, first, second)] == ["checkout", "payment", "payment"]
    assert [span["meta"].get("feature.upstream") for span in (asked, first, second)] == ["web", "checkout", None]


def test_the_spans_of_requests_to_others_have_the_feature(done: Done) -> None:
    asking = [span for span in done.agent.spans() if span["meta"].get("span.kind") == "client"]
    assert [span["meta"].get("feature") for span in asking] == ["checkout"] * 2
