"""What the requests of a widget ask: formulas over named queries, or the older `q` of one or several expressions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol

from dogwatch.measure import Plan, Result, Values
from dogwatch.query import Expression, Several, parse_formula, parse_metric

from .data import Body, Data
from .remark import UNREADABLE, NotDrawn, remark
from .slo_query import SloMeasure, slo_measure
from .unit_of import unit_of
from .units import NONE, Unit
from .variables import filled
from .view import View

_METRICS: Final = frozenset({"metrics", "cloud_cost"})
_PERCENTAGES: Final = frozenset({"slo_status", "error_budget_remaining", "error_budget_burndown"})
_AGGREGATORS: Final = frozenset({"avg", "min", "max", "sum", "last", "percentile", "mean", "l2norm", "area"})


class Evaluated(Protocol):
    """What gives series and values, as a plan does."""

    def series(self, begin: int, end: int, interval: int | None = None) -> Result: ...

    def scalar(self, begin: int, end: int, aggregators: str | Mapping[str, str]) -> Values: ...


@dataclass(frozen=True)
class Asked:
    """One expression of a request, ready to be evaluated; `name` is how the legend calls it.

    `formula` is its body with the alias, the limit and the formats, `request` the one that it stands in.
    """

    name: str
    alias: str | None
    plan: Evaluated
    aggregators: Mapping[str, str] | str
    unit: Unit
    request: Body
    formula: Body

    def series(self, view: View, interval: int | None = None) -> Result:
        return self.plan.series(view.begin, view.end, interval)

    def scalar(self, view: View) -> Values:
        return self.plan.scalar(view.begin, view.end, self.aggregators)


@dataclass(frozen=True)
class Reading:
    """What could be read of a widget's requests, and what is to be said of the rest."""

    asked: tuple[Asked, ...]
    remarks: tuple[str, ...]


def reading(requests: Any, data: Data, view: View) -> Reading:
    """The expressions of all requests, in their order."""
    asked: list[Asked] = []
    remarks: list[str] = []
    for request in bodies(requests):
        try:
            for each in _in_request(request, data, view):
                asked.append(each) if isinstance(each, Asked) else remarks.append(each)
        except UNREADABLE as error:
            remarks.append(remark("a query", error))
    return Reading(tuple(asked), tuple(dict.fromkeys(remarks)))


def bodies(stored: Any) -> list[Body]:
    """The requests of a widget, or the parts of one, which may also stand under names; of anything else none."""
    several = list(stored.values()) if isinstance(stored, Mapping) else stored
    return [each for each in several if isinstance(each, Mapping)] if isinstance(several, list | tuple) else []


def _in_request(request: Body, data: Data, view: View) -> Iterator[Asked | str]:
    if isinstance(request.get("q"), str):
        yield from _classic(request, data, view)
        return
    queries = {str(each.get("name") or f"query{place}"): each for place, each in enumerate(_queries(request), 1)}
    if not queries:
        raise NotDrawn(f"a request {_without_metrics(request)} is not drawn here: only metrics and SLOs are kept")
    measures = {name: found for name, query in queries.items() if (found := slo_measure(query, data)) is not None}
    expressions = {name: _expression(query, view) for name, query in queries.items() if name not in measures}
    aggregators = {name: _aggregator(query) for name, query in queries.items()}
    formulas = bodies(request.get("formulas"))
    for formula in formulas or [{"formula": name} for name in queries]:
        measure = measures.get(str(formula.get("formula", "")).strip())
        if measure is not None:
            yield _measure(measure, formula, request)
        else:
            yield _formula(formula, expressions, aggregators, request, data)


def _formula(
    formula: Body,
    expressions: Mapping[str, Expression],
    aggregators: Mapping[str, str],
    request: Body,
    data: Data,
) -> Asked | str:
    text, alias = str(formula.get("formula", "")), formula.get("alias") or None
    name = alias or _named(text, expressions)
    try:
        tree = parse_formula(text)
        unit = own_unit(formula.get("number_format")) or unit_of(tree, data, expressions)
        return Asked(name, alias, Plan(data.store, tree, expressions), aggregators, unit, request, formula)
    except UNREADABLE as error:
        return remark(name, error)


def _measure(measure: SloMeasure, formula: Body, request: Body) -> Asked:
    """A measure of an SLO, which has its name where the formula has none."""
    alias = formula.get("alias") or measure.measure.replace("_", " ")
    unit = own_unit(formula.get("number_format")) or (Unit("percent") if measure.measure in _PERCENTAGES else NONE)
    return Asked(alias, alias, measure, "avg", unit, request, formula)


def _classic(request: Body, data: Data, view: View) -> Iterator[Asked | str]:
    read = parse_metric(request["q"])
    aliases = {each.get("expression"): each.get("alias_name") for each in request.get("metadata") or ()}
    aggregator = _aggregator(request)
    for expression in read.expressions if isinstance(read, Several) else (read,):
        text = str(expression)
        alias = aliases.get(text)
        try:
            tree = filled(expression, view.choices)
            plan = Plan(data.store, tree)
            yield Asked(alias or str(tree), alias, plan, aggregator, unit_of(tree, data, {}), request, {})
        except UNREADABLE as error:
            yield remark(alias or text, error)


def _queries(request: Body) -> Iterable[Body]:
    return bodies(request.get("queries")) or bodies([request.get("query")])


def _expression(query: Body, view: View) -> Expression:
    source = query.get("data_source")
    if source not in _METRICS or not isinstance(query.get("query"), str):
        raise NotDrawn(f"a query of {source} is not drawn here: only metrics and SLOs are kept")
    read = parse_metric(query["query"])
    if isinstance(read, Several):
        raise NotDrawn(f"{query['query']} holds several expressions; each needs a query of its own")
    return filled(read, view.choices)


def _named(text: str, expressions: Mapping[str, Expression]) -> str:
    """The formula for people: a query alone is said in full."""
    named = expressions.get(text.strip())
    return text if named is None else str(named)


def _aggregator(query: Body) -> str:
    aggregator = query.get("aggregator") or "avg"
    if aggregator not in _AGGREGATORS:
        raise NotDrawn(f"the aggregator {aggregator} is not evaluated here")
    return str(aggregator)


def own_unit(format: Any) -> Unit | None:
    """The unit that a formula's `number_format` asks for."""
    unit = format.get("unit") if isinstance(format, Mapping) else None
    if not isinstance(unit, Mapping):
        return None
    if unit.get("type") == "custom_unit_label":
        return Unit(label=str(unit.get("label") or ""))
    return Unit(unit["unit_name"], unit.get("per_unit_name")) if unit.get("unit_name") else None


def _without_metrics(request: Body) -> str:
    kinds = [name for name in request if name.endswith(("_query", "_metrics"))]
    return f"with {kinds[0]}" if kinds else "without queries"
