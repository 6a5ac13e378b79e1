"""Widgets' definitions, as people send them."""

from __future__ import annotations

from typing import Any


def asking(kind: str, queries: dict[str, str], *formulas: Any, **fields: Any) -> dict[str, Any]:
    """A widget with one request for numbers; a formula is its text or its body, and without any each query is one."""
    named = [
        {"data_source": "metrics", "name": name, "query": query, "aggregator": "sum"} for name, query in queries.items()
    ]
    bodies = [{"formula": each} if isinstance(each, str) else each for each in formulas or queries]
    own = {
        name: fields.pop(name)
        for name in ("sort", "style", "change_type", "increase_good", "order_by")
        if name in fields
    }
    request = {"queries": named, "formulas": bodies, "response_format": "scalar", **own}
    return {"type": kind, "title": kind, "requests": [request], **fields}
