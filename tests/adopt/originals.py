"""Originals for tests to change."""

from __future__ import annotations

from typing import Any

from dogwatch.adopt import Original


def monitor(id: int, **fields: Any) -> Original:
    body = {"id": id, "name": f"Errors {id}", "type": "query alert", "query": "avg(last_5m):avg:a{*} > 5", **fields}
    return Original("monitor", str(id), body)


def composite(id: int, query: str, **fields: Any) -> Original:
    return monitor(id, type="composite", query=query, **fields)


def slo(id: str, **fields: Any) -> Original:
    body = {
        "id": id,
        "name": f"Promise {id}",
        "type": "metric",
        "query": {"numerator": "sum:ok{*}.as_count()", "denominator": "sum:all{*}.as_count()"},
        "thresholds": [{"timeframe": "30d", "target": 99.9}],
        **fields,
    }
    return Original("slo", id, body)


def dashboard(id: str, *definitions: Any, **fields: Any) -> Original:
    widgets = [{"definition": definition} for definition in definitions]
    body = {"id": id, "title": f"Board {id}", "layout_type": "ordered", "widgets": widgets, **fields}
    return Original("dashboard", id, body)
