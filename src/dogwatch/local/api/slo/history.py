"""`GET /api/v1/slo/{id}/history`: the recorded envelope of an SLO without data, as nothing is measured here yet."""

from __future__ import annotations

import json
from typing import Any

from dogwatch.local.api import errors
from dogwatch.local.api.message import Answer, Request, ok, whole
from dogwatch.local.api.world import World

from .endpoints import document

INTERVAL = 7200
"""Seconds between two values; recorded for a day, taken for every span."""
FIRST_STEP = 600
"""Seconds to which the first value is rounded down (recorded)."""
MOST_VALUES = 1500


def history(world: World, request: Request, id: str) -> Answer:
    """The history of a metric SLO: zeros and the state `no_data`; refused (501) for the other types."""
    slo = json.loads(document(world, id).body)
    start, end = _second(request, "from_ts"), _second(request, "to_ts")
    if start >= end or (end - start) // INTERVAL >= MOST_VALUES:
        raise errors.slo("from_ts and to_ts are no span of time")
    if slo["type"] != "metric":
        raise errors.not_emulated(f"history of an SLO of type {slo['type']}")
    return ok({"data": _envelope(slo, start, end), "errors": None})


def _second(request: Request, name: str) -> int:
    text = request.query.get(name)
    if text is None:
        raise errors.slo_required(name)
    second = whole(text)
    if second is None:
        raise errors.slo(f"{name} must be a number")
    return second


def _envelope(slo: dict[str, Any], start: int, end: int) -> dict[str, Any]:
    return {
        "thresholds": {each["timeframe"]: each for each in slo["thresholds"]},
        "from_ts": start,
        "to_ts": end,
        "type": slo["type"],
        "type_id": slo["type_id"],
        "slo": slo,
        "group_by": [],
        "series": _series(slo["query"], start, end),
        "overall": {
            "errors": [{"error_message": "The denominator is zero valued", "error_type": "ZERO_VALUED_DENOMINATOR"}],
            "sli_value": None,
            "span_precision": 2,
            "precision": {each["timeframe"]: 0 for each in slo["thresholds"]},
            "uptime": None,
            "corrections": [],
            "state": "no_data",
        },
    }


def _series(query: dict[str, str], start: int, end: int) -> dict[str, Any]:
    good, total = (f"default_zero({query[side]})" for side in ("numerator", "denominator"))
    times = [start - start % FIRST_STEP, *range(start - start % INTERVAL + INTERVAL, end, INTERVAL)]
    return {
        "res_type": "time_series",
        "resp_version": 2,
        "query": f"{good}, {total}",
        "from_date": start * 1000,
        "to_date": end * 1000,
        "message": "",
        "interval": INTERVAL,
        "times": [time * 1000.0 for time in times],
        "numerator": _zeros(good, 0, len(times)),
        "denominator": _zeros(total, 1, len(times)),
        "numerator_query": good,
        "denominator_query": total,
        "bad_series_query": f"{total} - {good}",
        "graph_query": f"{good}, {total} - {good}",
    }


def _zeros(expression: str, index: int, count: int) -> dict[str, Any]:
    metadata: dict[str, Any] = {
        "unit": None,
        "query_index": index,
        "aggr": "sum",
        "tag_set": [],
        "expression": expression,
    }
    return {"values": [0.0] * count, "metadata": metadata, "sum": 0.0, "count": count}
