"""`/api/v2/query/timeseries` and `/scalar`: formulas over named queries; times are milliseconds."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dogwatch.local.api import errors
from dogwatch.local.api.arriving import settle
from dogwatch.local.api.message import Answer, Request, object_in, ok
from dogwatch.local.api.world import World
from dogwatch.measure import NOT_APPLICABLE, Plan, Result, Values
from dogwatch.query import Expression, Name, Several, nodes, parse_formula, parse_metric

from . import slo
from .asked import LONGEST, answerable, window
from .slo import SloQuery

AGGREGATORS = ("avg", "min", "max", "sum", "last", "percentile", "mean", "l2norm", "area")
SOURCE = "metrics"
# Fifteen months (docs: metrics, retention).
RETENTION = 15 * 31 * 86400

Body = dict[str, Any]


class Asked(NamedTuple):
    """What a request asks: expressions over named queries, with the limits of formulas, and when, in seconds."""

    expressions: list[Expression]
    names: list[str]
    limits: list[Body]
    queries: dict[str, Expression]
    slos: dict[str, SloQuery]
    aggregators: dict[str, str]
    begin: int
    end: int
    interval: int | None


def timeseries(world: World, request: Request) -> Answer:
    """`POST /api/v2/query/timeseries`: one time axis for all series, null where one has no value."""
    with answerable():
        asked = _asked(world, request, "timeseries_request")
        settle(world)
        results = [_series(world, asked, each) for each in asked.expressions]
    times = np.unique(np.concatenate([result.times for result in results]))
    attributes = {
        "series": [
            {"group_tags": _tags(result, row), "query_index": index, "unit": None}
            for index, result in enumerate(results)
            for row in range(len(result.groups))
        ],
        "times": (times * 1000).tolist(),
        "values": [row for result in results for row in _aligned(result, times)],
    }
    return ok({"data": {"id": "0", "type": "timeseries_response", "attributes": attributes}})


def scalar(world: World, request: Request) -> Answer:
    """`POST /api/v2/query/scalar`: a column for each key of groups, and one for each formula."""
    with answerable():
        asked = _asked(world, request, "scalar_request")
        settle(world)
        values = [_values(world, asked, each) for each in asked.expressions]
    limited = [_limited(each, limit) for each, limit in zip(values, asked.limits, strict=True)]
    attributes = {"columns": list(_columns(limited, asked.names))}
    return ok({"data": {"id": "0", "type": "scalar_response", "attributes": attributes}})


def _series(world: World, asked: Asked, expression: Expression) -> Result:
    of_slo = _slo(asked, expression)
    if of_slo is not None:
        return of_slo.series(asked.begin, asked.end, asked.interval)
    return Plan(world.intake.series, expression, asked.queries).series(asked.begin, asked.end, asked.interval)


def _values(world: World, asked: Asked, expression: Expression) -> Values:
    of_slo = _slo(asked, expression)
    if of_slo is not None:
        return of_slo.scalar(asked.begin, asked.end)
    return Plan(world.intake.series, expression, asked.queries).scalar(asked.begin, asked.end, asked.aggregators)


def _slo(asked: Asked, expression: Expression) -> SloQuery | None:
    """The query of an SLO that a formula names; refuses (501) to calculate with one."""
    if isinstance(expression, Name):
        return asked.slos.get(expression.name)
    if any(isinstance(node, Name) and node.name in asked.slos for node in nodes(expression)):
        raise errors.not_emulated("formulas that calculate with measures of SLOs")
    return None


def _columns(values: list[Values], names: list[str]) -> Iterator[Body]:
    keys = list(dict.fromkeys(key for each in values for key in each.keys))
    by_group = [
        {_group(each, row, keys): float(each.values[row]) for row in range(len(each.groups))} for each in values
    ]
    groups = list(dict.fromkeys(group for found in by_group for group in found))
    for at, key in enumerate(keys):
        yield {"name": key, "type": "group", "values": [[group[at]] for group in groups]}
    for name, found in zip(names, by_group, strict=True):
        yield {"name": name, "type": "number", "values": [found.get(group) for group in groups], "meta": {"unit": None}}


def _group(values: Values, row: int, keys: list[str]) -> tuple[str, ...]:
    """The value of each key, `N/A` for one that is not grouped by."""
    of = dict(zip(values.keys, values.groups[row], strict=True))
    return tuple(of.get(key, NOT_APPLICABLE) for key in keys)


def _limited(values: Values, limit: Body) -> Values:
    """The groups with the greatest or the least values, as many as the formula wants."""
    if not limit:
        return values
    order = np.argsort(values.values if limit.get("order") == "asc" else -values.values, kind="stable")
    chosen = order[: limit.get("count", len(order))]
    return Values(values.keys, tuple(values.groups[row] for row in chosen), values.values[chosen])


def _tags(result: Result, row: int) -> list[str]:
    return [f"{key}:{value}" for key, value in zip(result.keys, result.groups[row], strict=True)]


def _aligned(result: Result, times: npt.NDArray[np.int64]) -> Iterator[list[float | None]]:
    places = np.searchsorted(times, result.times)
    for values in result.values:
        row = np.full(len(times), np.nan)
        row[places] = values
        yield [value if value == value else None for value in row.tolist()]  # NaN is null


def _asked(world: World, request: Request, type: str) -> Asked:
    data = object_in(request).get("data")
    if not isinstance(data, dict) or data.get("type") != type or not isinstance(data.get("attributes"), dict):
        raise errors.invalid("data")
    attributes = data["attributes"]
    begin, end = (_milliseconds(attributes, name) for name in ("from", "to"))
    if end / 1000 < world.now().timestamp() - RETENTION:
        raise errors.Refused(400, errors.OUTSIDE_RETENTION)
    interval = _milliseconds(attributes, "interval") if attributes.get("interval") is not None else None
    if interval is not None and interval > LONGEST * 1000:
        raise errors.invalid("interval", f"it is longer than {LONGEST // 86400} days")
    asked_for = _queries(attributes)
    queries = {name: each for name, each in asked_for.items() if each["data_source"] == SOURCE}
    formulas = _objects(attributes, "formulas") if attributes.get("formulas") else []
    texts = [each.get("formula") for each in formulas]
    if not all(isinstance(text, str) for text in texts):
        raise errors.required("formula")
    return Asked(
        [_formula(str(text), asked_for) for text in texts] or [Name(name) for name in asked_for],
        [str(text) for text in texts] or list(asked_for),
        [_limit(each) for each in formulas] or [{}] * len(asked_for),
        {name: _expression(each) for name, each in queries.items()},
        {name: slo.read(world, each) for name, each in asked_for.items() if each["data_source"] == slo.SOURCE},
        {name: _aggregator(each) for name, each in queries.items()},
        *window(begin // 1000, -(-end // 1000)),
        None if interval is None else max(1, interval // 1000),
    )


def _formula(text: str, queries: Body) -> Expression:
    """The formula, which calculates with these queries; refuses (400) one that names another."""
    formula = parse_formula(text)
    unknown = dict.fromkeys(node.name for node in nodes(formula) if isinstance(node, Name) and node.name not in queries)
    if unknown:
        raise errors.Refused(400, errors.unknown_names(text, unknown, queries))
    return formula


def _queries(attributes: Body) -> dict[str, Body]:
    """The queries by their names, which stand for those that have none."""
    queries: dict[str, Body] = {}
    for number, each in enumerate(_objects(attributes, "queries"), 1):
        if each.get("data_source") not in (SOURCE, slo.SOURCE):
            raise errors.not_emulated(f"queries of the data source {each.get('data_source')}")
        name = each.get("name") or f"query{number}"
        if not isinstance(name, str) or name in queries:
            raise errors.invalid("name")
        queries[name] = each
    if not queries:
        raise errors.required("queries")
    return queries


def _objects(attributes: Body, name: str) -> list[Body]:
    found = attributes.get(name)
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise errors.invalid(name)
    return found


def _expression(query: Body) -> Expression:
    text = query.get("query")
    if not isinstance(text, str):
        raise errors.required("query")
    expression = parse_metric(text)
    if isinstance(expression, Several):
        raise errors.Refused(400, errors.bad_query("several expressions; write each as a query of its own"))
    return expression


def _aggregator(query: Body) -> str:
    aggregator = query.get("aggregator", "avg")
    if aggregator not in AGGREGATORS:
        raise errors.invalid("aggregator")
    return str(aggregator)


def _limit(formula: Body) -> Body:
    limit = formula.get("limit") or {}
    if not isinstance(limit, dict) or limit.get("order", "desc") not in ("asc", "desc"):
        raise errors.invalid("limit")
    count = limit.get("count", 1)
    if isinstance(count, bool) or not isinstance(count, int) or count < 1:
        raise errors.invalid("limit")
    return limit


def _milliseconds(attributes: Body, name: str) -> int:
    value = attributes.get(name)
    if value is None:
        raise errors.required(name)
    if isinstance(value, bool) or not isinstance(value, int):
        raise errors.invalid(name)
    return value
