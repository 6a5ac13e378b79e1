"""SLOs as a catalog declares them and as Datadog shows them, for tests to change."""

from __future__ import annotations

import gzip
import json
from typing import Any

from dogwatch.kinds import Body
from dogwatch.names import Mark
from tests.corpus import corpus

KEY = "shop/checkout/availability"
COUNT = {
    "queries": [
        {"data_source": "metrics", "name": "query1", "query": "sum:hits{ok:true}.as_count()"},
        {"data_source": "metrics", "name": "query2", "query": "sum:hits{*}.as_count()"},
    ],
    "good_events_formula": {"formula": "query1"},
    "total_events_formula": {"formula": "query2"},
}
SLICE = {
    "comparator": "<",
    "threshold": 0.4,
    "query": {
        "formulas": [{"formula": "query1"}],
        "queries": [{"data_source": "metrics", "name": "query1", "query": "p95:duration{*}"}],
    },
}


def declared(**changes: Any) -> Body:
    """The body of a declared metric SLO; keyword arguments replace its fields."""
    return {
        "name": "[prod] checkout: 99.9% of calls succeed",
        "description": "99.9% of calls succeed.",
        "type": "metric",
        "query": {"numerator": "sum:hits{ok:true}.as_count()", "denominator": "sum:hits{*}.as_count()"},
        "thresholds": [{"timeframe": "30d", "target": 99.9}],
        "tags": ["managed_by:dogwatch", "catalog:shop", "team:payments", "env:prod", Mark("prod", KEY).tag],
        **changes,
    }


def found(**changes: Any) -> Body:
    """The same SLO as Datadog lists it."""
    body = declared(**changes)
    shown = [{**each, "target_display": f"{each['target']}"} for each in body["thresholds"]]
    shortest = min(body["thresholds"], key=lambda each: int(each["timeframe"][:-1]))
    return {
        "id": "0123456789abcdef0123456789abcdef",
        "monitor_tags": [],
        "type_id": 1,
        "timeframe": shortest["timeframe"],
        "target_threshold": shortest["target"],
        "creator": {"name": "Somebody", "handle": "s@example.com", "email": "s@example.com"},
        "created_at": 1767225600,
        "modified_at": 1767225600,
        **body,
        "thresholds": shown,
        "tags": sorted(body["tags"]),
    }


def recorded(op: str) -> list[dict[str, Any]]:
    """The corpus's exchanges of one operation that Datadog accepted."""
    with gzip.open(corpus("objects/slos.jsonl.gz"), "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [row for row in rows if row["op"] == op and row["status"] == 200]
