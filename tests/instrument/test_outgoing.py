"""Features in requests to other services, by the clients that people use, against a server that listens."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.instrument.trace_agent import clean_environment

CLIENTS = {
    "http.client": """
import http.client
def get(url):
    connection = http.client.HTTPConnection(url.split("/")[2])
    connection.request("GET", "/", headers={"Baggage": "user=7,feature=other"})
    connection.getresponse().read()
""",
    "urllib": """
import urllib.request
def get(url): urllib.request.urlopen(urllib.request.Request(url, headers={"baggage": "user=7,feature=other"})).read()
""",
    "requests": """
import requests
def get(url): requests.get(url, headers={"Baggage": "user=7,feature=other"})
""",
    "urllib3": """
import urllib3
def get(url): urllib3.request("GET", url, headers={"BAGGAGE": "user=7,feature=other"})
""",
    "httpx": """
import httpx
def get(url): httpx.get(url, headers={"baggage": "user=7,feature=other"})
""",
    "httpx, async": """
import asyncio, httpx
async def fetch(url):
    async with httpx.AsyncClient() as client:
        await client.get(url, headers={"baggage": "user=7,feature=other"})
def get(url): asyncio.run(fetch(url))
""",
    "aiohttp": """
import asyncio, aiohttp
async def fetch(url):
    async with aiohttp.ClientSession() as session:
        await session.get(url, headers={"baggage": "user=7,feature=other"})
def get(url): asyncio.run(fetch(url))
""",
}
ASK = """
import sys
from dogwatch.instrument import configure, track
from dogwatch.instrument.outgoing import outgoing_headers
configure(send_feature_to=["localhost", "*.shop.internal"])
with track("checkout"):
    get(f"http://localhost:{sys.argv[1]}/")
    get(f"http://127.0.0.1:{sys.argv[1]}/")
get(f"http://localhost:{sys.argv[1]}/")
with track("checkout"):
    print(*[outgoing_headers(f"https://{host}:8/") for host in ("a.shop.internal", "shop.internal", "LOCALHOST")])
"""


class Listener(ThreadingHTTPServer):
    """Keeps the baggage of each request."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Heard)
        self.heard: list[list[str]] = []


class Heard(BaseHTTPRequestHandler):
    server: Listener

    def do_GET(self) -> None:
        self.server.heard.append(self.headers.get_all("baggage", []))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        """Nobody reads it."""


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with Listener() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.mark.parametrize("client", CLIENTS)
def test_a_request_names_its_feature_to_hosts_that_are_allowed(listener: Listener, client: str) -> None:
    listener.heard.clear()
    ended = subprocess.run(
        [sys.executable, "-c", CLIENTS[client] + ASK, str(listener.server_port)],
        env=clean_environment(NO_PROXY="*"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    assert listener.heard == [["user=7,feature=checkout"], ["user=7"], ["user=7"]]
    assert ended.stdout.strip() == "{'baggage': 'feature=checkout'} {} {'baggage': 'feature=checkout'}"
