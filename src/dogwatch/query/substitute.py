"""Putting tags in the place of template variables: `$env` becomes `env:prod`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Literal, TypeVar

from .metric import Arithmetic, Expression, Function, MetricQuery, Modifier, Negative
from .monitor import Change, MetricAlert, Over
from .scope import (
    EVERYTHING,
    And,
    Commas,
    Excluded,
    In,
    Interpolated,
    Not,
    Or,
    Scope,
    Tag,
    Term,
    Value,
    Variable,
    in_words,
    narrow,
    negated,
)

Values = Mapping[str, Term]
T = TypeVar("T", bound=Expression | Over | Change | MetricAlert)


def substitute(tree: T, values: Values) -> T:
    """The tree with each `$name` replaced by the term under that name; no variable is left.

    `$name.value` becomes the tag's value, `$name.key` its key; for these the term must be a tag. A variable to group by
    becomes the tag's key, one in a modifier its value. Raises ValueError for a variable without a value.
    """
    return map_queries(tree, lambda query: _query(query, values))


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


def _query(query: MetricQuery, values: Values) -> MetricQuery:
    keys = tuple([_filled(key, "key", values) for key in query.group_by])
    modifiers = tuple([_modifier(modifier, values) for modifier in query.modifiers])
    return MetricQuery(query.metric, query.aggregator, _scope(query.scope, values), keys, modifiers)


def _modifier(modifier: Modifier, values: Values) -> Modifier:
    if not any(isinstance(argument, Variable) for argument in modifier.arguments):
        return modifier
    filled = (
        _half(argument, argument.part or "value", values) if isinstance(argument, Variable) else argument
        for argument in modifier.arguments
    )
    return replace(modifier, arguments=tuple(filled))


def _scope(scope: Scope, values: Values) -> Scope:
    terms = scope.terms if isinstance(scope, Commas) else (scope,)
    return narrow(EVERYTHING, (_term(term, values) for term in terms))


def _term(term: Term, values: Values) -> Term:
    match term:
        case Variable():
            return _value(term, values)
        case Tag(key, Variable() | Interpolated() as mixed):
            return Tag(key, _filled(mixed, "value", values))
        case In(key, choices, negated=no):
            return In(key, tuple(_filled(choice, "value", values) for choice in choices), no)
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


def _filled(value: Value, part: Literal["key", "value"], values: Values) -> str:
    """A text with the halves of tags in the places of its variables; alone `$name` is the half that `part` says."""
    match value:
        case Variable():
            return _half(value, part, values)
        case Interpolated(pieces):
            return "".join(str(_value(each, values)) if isinstance(each, Variable) else each for each in pieces)
        case _:
            return value


def _half(variable: Variable, part: Literal["key", "value"], values: Values) -> str:
    """One half of the tag that the variable stands for."""
    whole = _value(Variable(variable.name), values)
    half = getattr(whole, part) if isinstance(whole, Tag) else None
    if not isinstance(half, str):
        raise ValueError(f"${variable.name}.{part} needs a tag with a key and a value, but ${variable.name} is {whole}")
    return half
