"""`GET /api/v1/query`: the values of an expression over metrics, as series of points."""

from __future__ import annotations

from typing import Any

from dogwatch.local.api import errors
from dogwatch.local.api.arriving import settle
from dogwatch.local.api.message import Answer, Request, ok, whole_in
from dogwatch.local.api.world import World
from dogwatch.measure import Plan, Result
from dogwatch.query import Expression, MetricQuery, Several, metric_queries, parse_metric

from .asked import answerable, window


def query(world: World, request: Request) -> Answer:
    """Points of each expression, which commas may join; times are seconds in what is asked and milliseconds in what is
    answered, but for `interval`."""
    settle(world)
    text = request.query.get("query")
    if text is None:
        raise errors.required("query")
    begin, end = window(whole_in(request, "from"), whole_in(request, "to"))
    with answerable():
        read = parse_metric(text)
        expressions = read.expressions if isinstance(read, Several) else (read,)
        results = [Plan(world.intake.series, each).series(begin, end) for each in expressions]
    return ok(
        {
            "status": "ok",
            "res_type": "time_series",
            "resp_version": 1,
            "query": text,
            "from_date": begin * 1000,
            "to_date": end * 1000,
            "series": [
                _series(expression, result, row, index, begin)
                for index, (expression, result) in enumerate(zip(expressions, results, strict=True))
                for row in range(len(result.groups))
            ],
            "values": [],
            "times": [],
            "message": "",
            "group_by": list(dict.fromkeys(key for result in results for key in result.keys)),
        }
    )


def _series(expression: Expression, result: Result, row: int, index: int, begin: int) -> dict[str, Any]:
    tags = [f"{key}:{value}" for key, value in zip(result.keys, result.groups[row], strict=True)]
    values = result.values[row].tolist()
    # Recorded: a bucket that begins before the window is left out. NaN is null.
    points = [
        [time * 1000, value if value == value else None]
        for time, value in zip(result.times.tolist(), values, strict=True)
        if time >= begin
    ]
    queries = metric_queries(expression)
    name = expression.metric if isinstance(expression, MetricQuery) else str(expression)
    scope = ",".join(tags) or (str(queries[0].scope) if queries else "*")
    start = points[0][0] if points else begin * 1000
    end = points[-1][0] + (result.interval - 1) * 1000 if points else begin * 1000
    return {
        "unit": None,
        "query_index": index,
        "aggr": queries[0].aggregator if len(queries) == 1 else None,
        "metric": name,
        "tag_set": tags,
        "expression": str(expression),
        "scope": scope,
        "interval": result.interval,
        "length": len(points),
        "start": start,
        "end": end,
        "pointlist": points,
        "display_name": name,
        "attributes": {},
    }
