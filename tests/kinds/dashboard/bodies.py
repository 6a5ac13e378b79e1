"""Dashboards as a catalog declares them and as Datadog hands them back."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

from tests.corpus import corpus

Body = dict[str, Any]

MARK = "dogwatch:prod/shop/checkout/page"


def copied(value: Any) -> Any:
    """A copy without a part in common, even where one widget stood twice."""
    return json.loads(json.dumps(value))


def timeseries(title: str, query: str = "avg:system.load.1{*}", **fields: Any) -> Body:
    request = {
        "queries": [{"data_source": "metrics", "name": "query1", "query": query}],
        "formulas": [{"formula": "query1"}],
        "response_format": "timeseries",
        "display_type": "line",
    }
    return {"definition": {"type": "timeseries", "title": title, "requests": [request], **fields}}


def note(content: str) -> Body:
    return {"definition": {"type": "note", "content": content}}


def group(title: str, *widgets: Body) -> Body:
    return {"definition": {"type": "group", "title": title, "layout_type": "ordered", "widgets": list(widgets)}}


def declared(*widgets: Body, **fields: Any) -> Body:
    """A declared dashboard."""
    body = {
        "title": "checkout",
        "description": f"From the cart to a paid order\n{MARK}",
        "layout_type": "ordered",
        "tags": ["team:payments"],
        "widgets": list(widgets),
    }
    return copied({**body, **fields})


def found(*widgets: Body, **fields: Any) -> Body:
    """The same dashboard as Datadog shows it: with ids, an author and what nobody declared."""
    body = {
        **declared(*widgets),
        "id": "abc-def-ghi",
        "url": "/dashboard/abc-def-ghi/checkout",
        "author_handle": "somebody@example.com",
        "created_at": "2026-11-01T10:00:00.000000+00:00",
        "modified_at": "2026-11-02T10:00:00.000000+00:00",
        "template_variables": None,
        "notify_list": ["z@example.com", "a@example.com"],
        "restricted_roles": [],
        **fields,
    }
    return numbered(copied(body))


def numbered(body: Body, first: int = 1001) -> Body:
    """The body with an id on every widget that has none, those inside groups too."""
    following = iter(range(first, first + 10_000))

    def number(widgets: list[Body]) -> None:
        for widget in widgets:
            widget.setdefault("id", next(following))
            number(widget.get("definition", {}).get("widgets") or [])

    number(body["widgets"])
    return body


def recorded(*ops: str) -> list[Body]:
    """Rows of the recorded dashboards that Datadog answered with success."""
    with gzip.open(corpus("objects/dashboards.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if row["op"] in ops and row["status"] == 200]


def committed() -> dict[str, Body]:
    """Every dashboard that integrations ship, by its path."""
    root: Path = corpus("dashboards")
    files = sorted(root.rglob("*.json"))
    return {str(file.relative_to(root)): json.loads(file.read_text(encoding="utf-8")) for file in files}
