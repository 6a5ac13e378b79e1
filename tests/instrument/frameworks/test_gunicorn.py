"""gunicorn's workers, forked and with gevent in them: what was asked is what arrives, whichever worker it was."""

from __future__ import annotations

import http.client
import json
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.instrument.sink import Sink, sink

from .conftest import FEATURES
from .workers import said, started

SHOP = """
import os, time
from flask import Flask
from dogwatch.instrument import current_feature, track
from dogwatch.instrument.frameworks.wsgi import FeatureMiddleware

app = Flask("shop")
app.wsgi_app = FeatureMiddleware(app.wsgi_app)

@track("stock")
def stock():
    time.sleep(0.02)
    return current_feature()

@app.post("/checkout")
def checkout():
    before = current_feature()
    inner = stock()
    return f"{os.getpid()} {before} {inner} {current_feature()}"

@app.get("/products/<int:number>")
def product(number):
    time.sleep(0.02)
    return f"{os.getpid()} {current_feature()} {1 // number} {current_feature()}"
"""

KINDS = {
    "forked": ["--workers", "3"],
    "forked from a parent that has the application": ["--workers", "3", "--preload"],
    "threads": ["--workers", "2", "--worker-class", "gthread", "--threads", "4"],
    "gevent": ["--workers", "2", "--worker-class", "gevent"],
    "gevent from a parent that has the application": ["--workers", "2", "--worker-class", "gevent", "--preload"],
}


class Unix(http.client.HTTPConnection):
    def __init__(self, path: Path) -> None:
        super().__init__("shop", timeout=30)
        self.path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.connect(str(self.path))


@contextmanager
def gunicorn(folder: Path, metrics: Sink, *options: str) -> Iterator[Path]:
    """The socket of a server; when the block ends, so do its workers, by themselves."""
    (folder / "shop.py").write_text(SHOP)
    (folder / "catalog.json").write_text(json.dumps({"version": 1, "catalog": "shop", "features": FEATURES}))
    about = {"DOGWATCH_CATALOG": "catalog.json", "DD_DOGSTATSD_URL": metrics.url, "DD_SERVICE": "shop-api"}
    where = folder / "web.socket"
    with started(folder, "gunicorn", *options, "--bind", f"unix:{where}", "shop:app", **about) as process:
        end = time.monotonic() + 30
        while not answers(where):
            assert process.poll() is None, said(folder)
            assert time.monotonic() < end, said(folder)
            time.sleep(0.02)
        yield where


def answers(where: Path) -> bool:
    """Whether somebody listens there."""
    with socket.socket(socket.AF_UNIX) as one:
        return one.connect_ex(str(where)) == 0


def ask(where: Path, method: str, path: str) -> list[str]:
    connection = Unix(where)
    connection.request(method, path)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return text.split() if answer.status == 200 else []


@pytest.mark.parametrize("kind", KINDS)
def test_every_request_arrives_from_whichever_worker(tmp_path: Path, kind: str) -> None:
    requests = [("POST", "/checkout"), ("GET", "/products/1"), ("GET", "/products/0")] * 30
    with sink("unixgram", tmp_path) as metrics:
        with gunicorn(tmp_path, metrics, *KINDS[kind]) as where, ThreadPoolExecutor(12) as pool:
            answered = list(pool.map(lambda request: ask(where, *request), requests))
            later = until_all_have_answered(where, {answer[0] for answer in answered if answer}, workers(kind))
        # What the workers counted in their last second they sent at their end.
        metrics.arrived(lambda: metrics.count("feature.hits") == 120 + later)
        assert metrics.count("feature.hits", feature="checkout", outcome="ok", route="/checkout") == 30
        assert metrics.count("feature.hits", feature="stock", outcome="ok") == 30
        products = {"feature": "product-page", "route": "/products/_id_"}
        assert metrics.count("feature.hits", outcome="ok", **products) == 30 + later
        assert metrics.count("feature.hits", outcome="error", error_type="http_500", **products) == 30
        durations = metrics.all_values("feature.duration", feature="stock")
    assert len(durations) == 30
    assert min(durations) >= 0.02
    seen = [answer[1:] for answer in answered]
    assert seen == [["checkout", "stock", "checkout"], ["product-page", "1", "product-page"], []] * 30


def workers(kind: str) -> int:
    options = KINDS[kind]
    return int(options[options.index("--workers") + 1])


def until_all_have_answered(where: Path, pids: set[str], number: int) -> int:
    """Asks until each worker has answered; how often. One that is asked to end before it has begun does not hear it."""
    asked = 0
    while len(pids) < number:
        pids.add(ask(where, "GET", "/products/1")[0])
        asked += 1
        assert asked < 1000, "a worker answers nothing"
    return asked
