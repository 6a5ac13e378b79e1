"""Visits of pages without a server."""

from __future__ import annotations

import asyncio
import html
import json
import re
from typing import Any, NamedTuple

from dogwatch.local.web.app import web_application
from tests.local.organisation import Organisation, dashboard, slo


class Page(NamedTuple):
    status: int
    headers: dict[str, str]
    text: str


def visit(organisation: Organisation, path: str, query: str = "", method: str = "GET") -> Page:
    """What a browser is answered."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": []}
    asyncio.run(web_application(organisation.world)(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return Page(sent[0]["status"], headers, sent[1]["body"].decode())


def stored(organisation: Organisation, **changes: Any) -> dict[str, Any]:
    """The answer to the creation of a dashboard."""
    status, body = organisation.ask("POST", "/api/v1/dashboard", dashboard(**changes))
    assert status == 200, body
    return dict(body)


def promised(organisation: Organisation) -> str:
    """The id of a new SLO."""
    status, body = organisation.ask("POST", "/api/v1/slo", slo())
    assert status == 200, json.dumps(body)
    return str(body["data"][0]["id"])


def report(organisation: Organisation, metric: str, values: list[float], tags: list[str]) -> None:
    """Points a minute apart, the last of them a minute ago, as a count."""
    now = int(organisation.world.now().timestamp())
    points = [[now - 60 * (len(values) - place), value] for place, value in enumerate(values)]
    series = {"metric": metric, "points": points, "tags": tags, "type": "count", "interval": 60}
    status, body = organisation.ask("POST", "/api/v1/series", {"series": [series]})
    assert status == 202, body


def plots(page: str) -> list[dict[str, Any]]:
    """The data of a page's graphs over time."""
    return [json.loads(html.unescape(each)) for each in re.findall(r'data-plot="([^"]*)"', page)]
