"""From texts of metric queries to code of the builder, where that prints the same text; else they stay texts.

The code is made beside the value that it stands for, so that nothing is ever evaluated to find out what it says.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from dogwatch import query as q
from dogwatch.adopt.code import Expression
from dogwatch.adopt.literal import literal, number
from dogwatch.errors import QuerySyntaxError

_COMPARISONS: Mapping[str, Callable[[Any, Any], Any]] = {
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
}
_OPERATIONS: Mapping[str, tuple[int, Callable[[Any, Any], Any]]] = {
    "+": (1, operator.add),
    "-": (1, operator.sub),
    "*": (2, operator.mul),
    "/": (2, operator.truediv),
}
# How tightly code holds together: a call or a name needs no parentheses.
_NEGATIVE, _CALL = 3, 4

_AGGREGATORS = ("avg", "sum", "min", "max", "count", "p50", "p75", "p90", "p95", "p99")
# Functions of Datadog that the builder has under a name, by that name.
_NAMED: Mapping[str, str] = {
    "abs": "abs_",
    "clamp_max": "clamp_max",
    "clamp_min": "clamp_min",
    "cutoff_max": "cutoff_max",
    "cutoff_min": "cutoff_min",
    "day_before": "day_before",
    "diff": "diff",
    "exclude_null": "exclude_null",
    "hour_before": "hour_before",
    "monotonic_diff": "monotonic_diff",
    "month_before": "month_before",
    "per_hour": "per_hour",
    "per_minute": "per_minute",
    "per_second": "per_second",
    "week_before": "week_before",
}


class _Unsayable(Exception):
    """The builder has no words for it."""


@dataclass(frozen=True)
class _Said:
    """Code, the value that it stands for, and the names that it needs from `dogwatch.query`."""

    code: str
    value: Any
    names: frozenset[str] = frozenset()
    holds: int = _CALL

    def inside(self, holds: int) -> str:
        """The code as a part of something that holds this tightly."""
        return self.code if self.holds >= holds else f"({self.code})"


def monitor_query(text: str, type: str) -> Expression | str:
    """The query of a metric monitor by the builder, or the text as it is."""
    # What looks like a variable is none in a monitor or an SLO, and the builder's would be filled in.
    return text if "$" in text else _built(text, lambda: _alert(q.parse_monitor(text, type)))


def metric_query(text: str) -> Expression | str:
    """A query without a window, or arithmetic over several, by the builder, or the text as it is."""
    return text if "$" in text else drawn_query(text)


def drawn_query(text: str) -> Expression | str:
    """The same of a widget, in whose queries variables of the dashboard stand."""
    return _built(text, lambda: _expression(q.parse_metric(text)))


def slo_alert_query(text: str, slo: str) -> Expression | str:
    """The query of an alert on an SLO by the builder, in which this code stands for the SLO; or the text as it is."""
    return _built(text, lambda: _slo_alert(q.parse_slo(text), slo))


def _built(text: str, say: Callable[[], _Said]) -> Expression | str:
    try:
        said = say()
    except (_Unsayable, QuerySyntaxError, ValueError, TypeError):  # the builder refuses what it finds nonsense
        return text
    return Expression(said.code, text, said.names, said.value) if str(said.value) == text else text


def _alert(tree: object) -> _Said:
    match tree:
        case q.MetricAlert(over, comparator, threshold) if comparator in _COMPARISONS and threshold is not None:
            said = _over(over)
            value = _COMPARISONS[comparator](said.value, threshold)
            return _Said(f"{said.code} {comparator} {number(threshold)}", value, said.names, 0)
    raise _Unsayable


def _slo_alert(tree: object, slo: str) -> _Said:
    match tree:
        case q.SloAlert(q.BurnRate(id, over, long, short), comparator, threshold):
            burning = q.burn_rate(id, over, long_window=long, short_window=short)
            words = f"{literal(over)}, long_window={literal(long)}, short_window={literal(short)}"
            name = "burn_rate"
        case q.SloAlert(q.ErrorBudget(id, over), comparator, threshold):
            burning, words, name = q.error_budget(id, over), literal(over), "error_budget"
        case _:
            raise _Unsayable
    value = _COMPARISONS[comparator](burning, threshold)
    return _Said(f"{name}({slo}, {words}) {comparator} {number(threshold)}", value, frozenset({name}), 0)


def _over(tree: q.Over | q.Change) -> _Said:
    said = _expression(tree.expression)
    window = str(tree.window).removeprefix("last_")
    words = [window]
    if isinstance(tree, q.Change):
        words.append(str(tree.shift).removeprefix("last_"))
    method = tree.kind if isinstance(tree, q.Change) else "over"
    value = getattr(said.value, method)(*words)
    if value.tree.aggregator != tree.aggregator:
        words.append(tree.aggregator)
        value = getattr(said.value, method)(*words)
    return _Said(f"{said.inside(_CALL)}.{method}({', '.join(map(literal, words))})", value, said.names)


def _expression(tree: object) -> _Said:
    match tree:
        case q.MetricQuery():
            return _metric(tree)
        case q.Number(value):
            return _Said(number(value), value, holds=_CALL if value >= 0 else _NEGATIVE)
        case q.Negative(operand):
            said = _expression(operand)
            return _Said(f"-{said.inside(_NEGATIVE)}", -said.value, said.names, _NEGATIVE)
        case q.Arithmetic(op, left, right):
            return _arithmetic(op, _expression(left), _expression(right))
        case q.Function(name, (first, *others), ()):
            return _function(name, _expression(first), others)
    raise _Unsayable


def _arithmetic(op: str, left: _Said, right: _Said) -> _Said:
    if not isinstance(left.value, q.Expr) and not isinstance(right.value, q.Expr):
        raise _Unsayable  # Python would calculate it
    holds, calculate = _OPERATIONS[op]
    code = f"{left.inside(holds)} {op} {right.inside(holds + 1)}"
    return _Said(code, calculate(left.value, right.value), left.names | right.names, holds)


def _function(name: str, first: _Said, others: list[Any]) -> _Said:
    if name == "default_zero" and not others:
        return _Said(f"{first.inside(_CALL)}.default_zero()", first.value.default_zero(), first.names)
    said = [first, *(_argument(each) for each in others if not isinstance(each, q.Keyword))]
    named = {each.name: _argument(each.value) for each in others if isinstance(each, q.Keyword)}
    values, keywords = [each.value for each in said], {key: each.value for key, each in named.items()}
    words = [each.code for each in said] + [f"{key}={each.code}" for key, each in named.items()]
    names = frozenset().union(*(each.names for each in (*said, *named.values())))
    if name in _NAMED and not named:
        value = getattr(q, _NAMED[name])(*values)
        return _Said(f"{_NAMED[name]}({', '.join(words)})", value, names | {_NAMED[name]})
    if any(not key.isidentifier() for key in named):
        raise _Unsayable
    value = q.function(name, *values, **keywords)
    return _Said(f"function({', '.join([literal(name), *words])})", value, names | {"function"})


def _argument(tree: object) -> _Said:
    return _Said(literal(tree.text), tree.text) if isinstance(tree, q.Text) else _expression(tree)


def _metric(query: q.MetricQuery) -> _Said:
    source = _Said(f"metric({literal(query.metric)})", q.metric(query.metric), frozenset({"metric"}))
    said = _aggregated(_narrowed(source, query.scope), query.aggregator or "")
    if query.group_by:
        said = _called(said, "by", list(map(_text, query.group_by)))
    for modifier in query.modifiers:
        said = _called(said, modifier.name, _modifying(modifier))
    return said


def _aggregated(said: _Said, aggregator: str) -> _Said:
    if aggregator in _AGGREGATORS:
        return _called(said, aggregator, [])
    raise _Unsayable


def _modifying(modifier: q.Modifier) -> list[str]:
    """The arguments of a modifier as the builder takes them, seconds with their unit."""
    if modifier.name not in ("as_count", "as_rate", "rollup", "fill"):
        raise _Unsayable
    return [f"{each}s" if type(each) is int else _text(each) for each in modifier.arguments]


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Unsayable
    return value


def _called(said: _Said, method: str, words: list[str]) -> _Said:
    value = getattr(said.value, method)(*words)
    return _Said(f"{said.code}.{method}({', '.join(map(literal, words))})", value, said.names)


def _narrowed(said: _Said, scope: q.Scope) -> _Said:
    if not isinstance(scope, q.Commas):
        condition = _condition(scope)
        narrowed = said.value.where(condition.value)
        return _Said(f"{said.code}.where({condition.code})", narrowed, said.names | condition.names)
    if not scope.terms:
        return said
    wanted = [term for term in scope.terms if not isinstance(term, q.Excluded)]
    excluded = [term.term for term in scope.terms if isinstance(term, q.Excluded)]
    if scope.terms[: len(wanted)] != tuple(wanted):
        return _called(said, "where", list(map(str, scope.terms)))
    said = _called(said, "where", list(map(str, wanted))) if wanted else said
    return _called(said, "without", list(map(str, excluded))) if excluded else said


def _condition(term: object) -> _Said:
    """A condition in the word style."""
    match term:
        case q.Tag() | q.Variable():
            return _Said(literal(str(term)), str(term))
        case q.And(terms):
            return _joined("all_of", terms)
        case q.Or(terms):
            return _joined("any_of", terms)
        case q.Not(inner):
            return _joined("not_", (inner,))
        case q.In(key, values, False) if all(isinstance(value, str) for value in values):
            words = [key, *map(_text, values)]
            return _Said(f"one_of({', '.join(map(literal, words))})", q.one_of(*words), frozenset({"one_of"}))
        case q.In(key, values, True):
            return _joined("not_", (q.In(key, values),))
    raise _Unsayable


def _joined(function: str, terms: tuple[object, ...]) -> _Said:
    parts = [_condition(term) for term in terms]
    value = getattr(q, function)(*(part.value for part in parts))
    names = frozenset({function}).union(*(part.names for part in parts))
    return _Said(f"{function}({', '.join(part.code for part in parts)})", value, names)
