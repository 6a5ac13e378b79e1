"""Putting tags in the place of template variables: `$env` becomes `env:prod`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Literal, TypeVar

from .metric import Arithmetic, Expression, Function, MetricQuery, Negative
from .monitor import Change, MetricAlert, Over
from .scope import EVERYTHING, And, Commas, Excluded, Not, Or, Scope, Tag, Term, Variable, in_words, narrow, negated

Values = Mapping[str, Term]
T = TypeVar("T", bound=Expression | Over | Change | MetricAlert)


def substitute(tree: T, values: Values) -> T:
    """The tree with each `$name` replaced by the term under that name; no variable is left.

    `$name.value` becomes the tag's value, `$name.key` its key; for these the term must be a tag.
    Raises ValueError for a variable without a value.
    """
    return map_queries(tree, lambda query: query.scoped(_scope(query.scope, values)))


def map_queries(tree: T, change: Callable[[MetricQuery], Expression]) -> T:
    """The tree with every metric query in it replaced by what `change` makes of it."""
    mapped: T = _map(tree, change)
    return mapped


def _map(node: Any, change: Callable[[MetricQuery], Expression]) -> Any:
    match node:
        case MetricQuery():
            return change(node)
        case Arithmetic():
            return Arithmetic(node.op, _map(node.left, change), _map(node.right, change))
        case Negative():
            return Negative(_map(node.operand, change))
        case Function():
            return Function(node.name, tuple([_map(each, change) for each in node.arguments]), node.modifiers)
        case Over() | Change():
            return replace(node, expression=_map(node.expression, change))
        case MetricAlert():
            return replace(node, over=_map(node.over, change))
        case _:
            return node


def _scope(scope: Scope, values: Values) -> Scope:
    terms = scope.terms if isinstance(scope, Commas) else (scope,)
    return narrow(EVERYTHING, (_term(term, values) for term in terms))


def _term(term: Term, values: Values) -> Term:
    match term:
        case Variable():
            return _value(term, values)
        case Tag(key, Variable() as variable):
            return Tag(key, _half(variable, "value", values))
        case Excluded(inner):
            value = _term(inner, values)
            return Excluded(value) if isinstance(value, Tag | Variable) else negated(value)
        case Not(inner):
            return Not(in_words(_term(inner, values)))
        case And(terms):
            return And(tuple(in_words(_term(each, values)) for each in terms))
        case Or(terms):
            return Or(tuple(in_words(_term(each, values)) for each in terms))
        case _:
            return term


def _value(variable: Variable, values: Values) -> Term:
    if variable.part is not None:
        return Tag(_half(variable, variable.part, values))
    if variable.name not in values:
        known = ", ".join(f"${name}" for name in values) or "no variable"
        raise ValueError(f"the query has the variable {variable}, but only {known} has a value here")
    return values[variable.name]


def _half(variable: Variable, part: Literal["key", "value"], values: Values) -> str:
    """One half of the tag that the variable stands for."""
    whole = _value(Variable(variable.name), values)
    half = getattr(whole, part) if isinstance(whole, Tag) else None
    if not isinstance(half, str):
        raise ValueError(f"${variable.name}.{part} needs a tag with a key and a value, but ${variable.name} is {whole}")
    return half
