"""uvicorn as a process of its own, from its start to the signal that ends it."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

from tests.instrument.sink import sink
from tests.instrument.trace_agent import clean_environment

SERVICE = """
from fastapi import FastAPI
from dogwatch.instrument.frameworks.asgi import FeatureMiddleware

app = FastAPI()
app.add_middleware(FeatureMiddleware)

@app.get("/search")
def search() -> str:
    return "found"
"""


def test_a_server_that_is_stopped_reports_its_last_requests(tmp_path: Path) -> None:
    (tmp_path / "web.py").write_text(SERVICE)
    catalog = {"version": 1, "features": {"search": {"service": "shop-api", "routes": ["GET /search"]}}}
    (tmp_path / "catalog.json").write_text(json.dumps(catalog))
    with sink("udp", tmp_path) as metrics, socket.create_server(("127.0.0.1", 0)) as listening:
        environment = clean_environment(
            DD_DOGSTATSD_URL=metrics.url, DD_SERVICE="shop-api", DOGWATCH_CATALOG=str(tmp_path / "catalog.json")
        )
        process = subprocess.Popen(
            [sys.executable, "-m", "uvicorn", "--log-level", "error", "--fd", str(listening.fileno()), "web:app"],
            cwd=tmp_path,
            env=environment,
            pass_fds=[listening.fileno()],
        )
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/search"
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=30) as answer:
                assert answer.status == 200
        finally:
            process.terminate()
            assert process.wait(20) in (0, -signal.SIGTERM)
        metrics.arrived(lambda: metrics.count("feature.hits", feature="search") == 1, patience=5)
