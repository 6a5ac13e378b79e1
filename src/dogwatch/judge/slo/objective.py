"""An SLO as Datadog stores it, read: what it measures, and its target over each window."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

import numpy as np

from dogwatch.judge.refusal import refused
from dogwatch.query import Expression, Modifier, Several, map_queries, parse_formula, parse_metric
from dogwatch.query import MetricQuery as Query

from .tally import Floats

Body: TypeAlias = Mapping[str, Any]

DAY: Final = 86400
TIMEFRAMES: Final = {"7d": 7 * DAY, "30d": 30 * DAY, "90d": 90 * DAY}

_COMPARATORS: Final[dict[str, Callable[[Floats, float], Any]]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}


@dataclass(frozen=True)
class Threshold:
    """What is promised over a window, in percent."""

    timeframe: str
    target: float
    warning: float | None = None

    @property
    def seconds(self) -> int:
        return TIMEFRAMES[self.timeframe]


@dataclass(frozen=True)
class Events:
    """Good events, and either the bad ones or all of them, as expressions over the named queries."""

    good: Expression
    bad: Expression | None
    total: Expression | None
    queries: Mapping[str, Expression]


@dataclass(frozen=True)
class Slices:
    """A slice of so many seconds is up when the value of the formula in it compares with the threshold."""

    formula: Expression
    queries: Mapping[str, Expression]
    comparator: str
    threshold: float
    seconds: int

    def is_up(self, values: Floats) -> Floats:
        """1 for up and 0 for down; what is missing is up (docs: service_level_objectives/time_slice)."""
        found = _COMPARATORS[self.comparator](values, self.threshold)
        return np.where(np.isnan(values) | found, 1.0, 0.0)


@dataclass(frozen=True)
class Monitors:
    """Monitors that are up unless they alert; of a single one perhaps some groups only."""

    ids: tuple[int, ...]
    groups: tuple[str, ...] = ()


Indicator: TypeAlias = Events | Slices | Monitors


@dataclass(frozen=True)
class Objective:
    """An SLO: its type, what it measures, its thresholds by window, and the tags that corrections find it by."""

    type: str
    indicator: Indicator
    thresholds: Mapping[str, Threshold]
    tags: tuple[str, ...] = ()


def read_objective(body: Body) -> Objective:
    """The objective that a body says, in the form in which it is sent or the one in which it is stored.

    Raises QuerySyntaxError for a query that is none, NotEvaluated for what is refused.
    """
    thresholds = {each["timeframe"]: _threshold(each) for each in body["thresholds"]}
    return Objective(body["type"], _indicator(body), thresholds, tuple(body.get("tags") or ()))


def _threshold(each: Body) -> Threshold:
    warning = each.get("warning")
    return Threshold(each["timeframe"], float(each["target"]), None if warning is None else float(warning))


def _indicator(body: Body) -> Indicator:
    specification = body.get("sli_specification") or {}
    if body["type"] == "monitor":
        # A reference leaves a text behind where its id was put in.
        return Monitors(tuple(map(int, body["monitor_ids"])), tuple(body.get("groups") or ()))
    if body["type"] == "time_slice":
        return _slices(specification["time_slice"])
    return _events(specification["count"]) if "count" in specification else _events_of_query(body["query"])


def _slices(said: Body) -> Slices:
    query = said["query"]
    return Slices(
        parse_formula(query["formulas"][0]["formula"]),
        {each["name"]: _expression(each["query"]) for each in query["queries"]},
        said["comparator"],
        float(said["threshold"]),
        int(said.get("query_interval_seconds") or 300),
    )


def _events(said: Body) -> Events:
    formulas = {side: parse_formula(said[side]["formula"]) for side in said if side.endswith("_formula")}
    return Events(
        formulas["good_events_formula"],
        formulas.get("bad_events_formula"),
        formulas.get("total_events_formula"),
        {each["name"]: _counted(_expression(each["query"])) for each in said["queries"]},
    )


def _events_of_query(said: Body) -> Events:
    return Events(_counted(_expression(said["numerator"])), None, _counted(_expression(said["denominator"])), {})


def _expression(text: str) -> Expression:
    expression = parse_metric(text)
    if isinstance(expression, Several):
        raise refused("sides-of-an-sli", f"{text} is several expressions", "write one, with + between them")
    return expression


def _counted(expression: Expression) -> Expression:
    """The expression with `.as_count()` where a query does not say how it counts."""
    return map_queries(expression, _counts)


def _counts(query: Query) -> Query:
    if any(modifier.name in ("as_count", "as_rate") for modifier in query.modifiers):
        return query
    return Query(
        query.metric, query.aggregator, query.scope, query.group_by, (*query.modifiers, Modifier("as_count", ()))
    )
