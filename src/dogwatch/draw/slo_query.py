"""What an SLO measures, as expressions: good and all events of a metric SLO, good slices of one of time."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from dogwatch.measure import Plan, Result, Store, Values
from dogwatch.query import (
    Arithmetic,
    Expression,
    Function,
    Name,
    Negative,
    Number,
    Several,
    parse_formula,
    parse_metric,
)

from .data import Body, Data
from .remark import NotDrawn

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

# A plan makes slices longer where there would be more than 1,500.
_AT_ONCE: Final = 1200
_FITS: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


@dataclass(frozen=True)
class Slices:
    """The slices of a time-slice SLO: the expression, and what its value must be in a slice that is good."""

    expression: Expression
    queries: Mapping[str, Expression]
    comparator: str
    threshold: float
    seconds: int

    def good(self, store: Store, begin: int, end: int) -> tuple[Ints, Floats]:
        """The times of the slices from the first that has a value on, and 1 for a good one, 0 for a bad one.

        A slice without a value is good, and one is good when all groups are (docs: SLO, time slice).
        """
        plan = Plan(store, self.expression, self.queries)
        step = _AT_ONCE * self.seconds
        cuts = [begin, *range((begin // step + 1) * step, end, step), end]
        pieces = [self._judged(plan, a, b) for a, b in pairwise(cuts)]
        times, good, known = (np.concatenate(part) for part in zip(*pieces, strict=True))
        first = int(np.argmax(known)) if known.any() else len(known)
        return times[first:], good[first:].astype(np.float64)

    def _judged(self, plan: Plan, begin: int, end: int) -> tuple[Ints, Mask, Mask]:
        """Of each slice its time, whether it is good, and whether it has a value.

        Where so much is no longer kept, all slices of an hour are as good as the hour.
        """
        found = plan.series(begin, end, self.seconds)
        times = np.arange(begin - begin % self.seconds, end, self.seconds, dtype=np.int64)
        if not len(found.groups):
            return times, np.ones(len(times), dtype=bool), np.zeros(len(times), dtype=bool)
        fits = (np.isnan(found.values) | _FITS[self.comparator](found.values, self.threshold)).all(axis=0)
        known: Mask = np.logical_not(np.isnan(found.values).all(axis=0))
        at = np.clip((times - int(found.times[0])) // found.interval, 0, len(found.times) - 1)
        return times, fits[at], known[at]


@dataclass(frozen=True)
class Burning:
    """How fast the budget of a time-slice SLO burns, evaluated as a plan is."""

    store: Store
    slices: Slices
    budget: float

    def series(self, begin: int, end: int, interval: int | None = None) -> Result:
        times, good = self.slices.good(self.store, begin, end)
        groups = ((),) if len(times) else ()
        values = ((1 - good) / self.budget)[None, :] if len(times) else np.zeros((0, 0))
        return Result((), groups, times, self.slices.seconds, values)

    def scalar(self, begin: int, end: int, aggregators: object = None) -> Values:
        _, good = self.slices.good(self.store, begin, end)
        if not len(good):
            return Values((), (), np.zeros(0))
        return Values((), ((),), np.array([(1 - good.mean()) / self.budget]))


def slo_expression(query: Body, data: Data) -> Expression:
    """A query of the source `slo` as an expression over metrics. Raises NotDrawn for what cannot be one."""
    slo = _slo(query, data)
    measure = query.get("measure") or "slo_status"
    good, total = good_and_total(slo)
    share: Expression = Arithmetic("/", good, total)
    match measure:
        case "good_events":
            return good
        case "bad_events":
            return Arithmetic("-", total, good)
        case "slo_status":
            return Arithmetic("*", Number(100), share)
        case "burn_rate":
            return Arithmetic("/", Arithmetic("-", Number(1), share), Number(budget(slo)))
        case _:
            raise NotDrawn(f"the measure {measure} of an SLO is not drawn over time here")


def burning(query: Body, data: Data) -> Burning | None:
    """The burn rate of a time-slice SLO; None for every other query."""
    if query.get("data_source") != "slo" or query.get("measure") != "burn_rate":
        return None
    slo = _slo(query, data)
    return Burning(data.store, slices(slo), budget(slo)) if slo.get("type") == "time_slice" else None


def good_and_total(slo: Body) -> tuple[Expression, Expression]:
    """The good and all events of a metric SLO."""
    if slo.get("type") != "metric":
        raise NotDrawn(f"an SLO of type {slo.get('type')} has no events to be drawn")
    query = slo.get("query")
    if isinstance(query, Mapping):
        return _metric(query["numerator"]), _metric(query["denominator"])
    count = (slo.get("sli_specification") or {}).get("count") or {}
    queries = {each["name"]: _metric(each["query"]) for each in count.get("queries") or ()}
    good = _put_in(parse_formula(count["good_events_formula"]["formula"]), queries)
    if "total_events_formula" in count:
        return good, _put_in(parse_formula(count["total_events_formula"]["formula"]), queries)
    return good, Arithmetic("+", good, _put_in(parse_formula(count["bad_events_formula"]["formula"]), queries))


def slices(slo: Body) -> Slices:
    """The slices of a time-slice SLO."""
    told = slo["sli_specification"]["time_slice"]
    query = told["query"]
    queries = {each["name"]: _metric(each["query"]) for each in query["queries"]}
    expression = parse_formula(query["formulas"][0]["formula"])
    seconds = int(told.get("query_interval_seconds") or 300)
    return Slices(expression, queries, told["comparator"], float(told["threshold"]), seconds)


def target(slo: Body, timeframe: str | None = None) -> float | None:
    """The target in percent for a timeframe, else that of the first."""
    thresholds = [each for each in slo.get("thresholds") or () if isinstance(each, Mapping)]
    chosen = next((each for each in thresholds if each.get("timeframe") == timeframe), next(iter(thresholds), None))
    return None if chosen is None else float(chosen["target"])


def budget(slo: Body) -> float:
    """The share that may be bad."""
    wanted = target(slo)
    if wanted is None or wanted >= 100:
        raise NotDrawn("an SLO without a target below 100 % has no budget that could burn")
    return 1 - wanted / 100


def _slo(query: Body, data: Data) -> Body:
    found = data.slo(str(query.get("slo_id")))
    if found is None:
        raise NotDrawn(f"the SLO {query.get('slo_id')} is not known here")
    return found


def _metric(text: str) -> Expression:
    read = parse_metric(text)
    if isinstance(read, Several):
        raise NotDrawn(f"{text} holds several expressions; an SLO takes one")
    return read


def _put_in(tree: Any, queries: Mapping[str, Expression]) -> Any:
    """The formula with the queries in the places of their names."""
    match tree:
        case Name(name) if name in queries:
            return queries[name]
        case Arithmetic():
            return Arithmetic(tree.op, _put_in(tree.left, queries), _put_in(tree.right, queries))
        case Negative(operand):
            return Negative(_put_in(operand, queries))
        case Function(name, arguments, modifiers):
            return Function(name, tuple(_put_in(each, queries) for each in arguments), modifiers)
        case _:
            return tree
