"""From values over the wire to what a real browser shows."""

from __future__ import annotations

import json
import struct
import time
import zlib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from dogwatch.local.api.asgi import ASGIApp, Receive, Scope, Send
from dogwatch.local.server import Running, running
from tests.browser import browser

GRAPH = {
    "definition": {
        "type": "timeseries",
        "title": "Hits <b>of</b> $env.value",
        "requests": [{"q": "sum:hits{$env}.as_count()", "display_type": "bars"}],
    },
    "layout": {"x": 0, "y": 0, "width": 12, "height": 4},
}
SHOP = {
    "title": "Shop",
    "layout_type": "ordered",
    "reflow_type": "fixed",
    "template_variables": [{"name": "env", "prefix": "env", "defaults": ["prod"]}],
    "widgets": [GRAPH],
}


def ask(server: Running, path: str, body: object) -> Any:
    headers = {"DD-API-KEY": server.keys.api, "DD-APPLICATION-KEY": server.keys.application}
    with urlopen(Request(server.url + path, data=json.dumps(body).encode(), headers=headers)) as answer:
        return json.load(answer)


def report(server: Running, value: float) -> None:
    now = int(time.time())
    points = [[now - 10 * place, value] for place in range(1, 60)]
    ask(
        server,
        "/api/v1/series",
        {"series": [{"metric": "hits", "type": "count", "points": points, "tags": ["env:prod"]}]},
    )


def colours(png: bytes) -> int:
    """How many different bytes a picture is made of: few where nothing is drawn but its ground."""
    at, data = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        data += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    return len(set(zlib.decompress(data)))


class Visited:
    """A clock that goes a minute on with each visit of a dashboard's page."""

    def __init__(self) -> None:
        self.began, self.visits = datetime.now(UTC), 0

    def now(self) -> datetime:
        return self.began + timedelta(minutes=self.visits)

    def counting(self, app: ASGIApp) -> ASGIApp:
        async def serve(scope: Scope, receive: Receive, send: Send) -> None:
            self.visits += scope["path"].startswith("/dashboard/")
            await app(scope, receive, send)

        return serve


def test_a_browser_shows_a_dashboard_and_brings_it_up_to_date(tmp_path: Path) -> None:
    chromium = browser(tmp_path)
    visited = Visited()
    with running(now=visited.now, wrap=visited.counting) as server:
        report(server, 3)
        url = server.url + ask(server, "/api/v1/dashboard", SHOP)["url"]
        shown = chromium.dom(url, patience=1000)
        assert visited.visits == 1
        # Twelve seconds of the browser's time pass in less of ours.
        again = chromium.dom(url, patience=12_000)
        assert visited.visits == 3
        picture = chromium.screenshot(url, 900, 500)
    assert "Hits &lt;b&gt;of&lt;/b&gt; prod" in shown
    assert '<div class="uplot' in shown
    assert f"{visited.began + timedelta(minutes=3):%H:%M:%S} UTC" in again
    assert 'class="stale"' not in shown + again
    assert colours(picture) > 50


def test_a_preview_is_a_file_by_itself(tmp_path: Path) -> None:
    chromium = browser(tmp_path)
    with running() as server:
        report(server, 3)
        page = ask(server, "/local/preview", {"dashboard": SHOP})["html"]
    file = tmp_path / "page.html"
    file.write_text(page, encoding="utf-8")
    assert 'class="bar series-0"' in chromium.dom(file.as_uri(), patience=1000)
