"""The series in the history of a metric SLO: good events and all events, every two hours."""

from __future__ import annotations

from typing import Any

from dogwatch.judge import Tally

INTERVAL = 7200
"""Seconds between two values; recorded for a day, taken for every span."""
FIRST_STEP = 600
"""Seconds to which the first value is rounded down (recorded)."""


def of(query: dict[str, str], found: Tally, start: int, end: int) -> dict[str, Any]:
    """The values between two seconds since 1970, as sums of what came within."""
    good, total = (f"default_zero({query[side]})" for side in ("numerator", "denominator"))
    later = list(range(start - start % INTERVAL + INTERVAL, end, INTERVAL))
    times = [start - start % FIRST_STEP, *later]
    sums = found.between([start, *later], [*later, end])
    sides = [side[0].tolist() for side in sums]
    return {
        "res_type": "time_series",
        "resp_version": 2,
        "query": f"{good}, {total}",
        "from_date": start * 1000,
        "to_date": end * 1000,
        "message": "",
        "interval": INTERVAL,
        "times": [time * 1000.0 for time in times],
        "numerator": _values(good, 0, sides[0]),
        "denominator": _values(total, 1, sides[1]),
        "numerator_query": good,
        "denominator_query": total,
        "bad_series_query": f"{total} - {good}",
        "graph_query": f"{good}, {total} - {good}",
    }


def _values(expression: str, index: int, values: list[float]) -> dict[str, Any]:
    metadata: dict[str, Any] = {
        "unit": None,
        "query_index": index,
        "aggr": "sum",
        "tag_set": [],
        "expression": expression,
    }
    return {"values": values, "metadata": metadata, "sum": sum(values, 0.0), "count": len(values)}
