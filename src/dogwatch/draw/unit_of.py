"""The unit of an expression, of those of its metrics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dogwatch.query import AS_RATE, Arithmetic, Expression, Function, MetricQuery, Name, Negative, Number

from .data import Data
from .units import NONE, Unit, of_metadata, per_second

_PER_SECOND: Final = frozenset({"per_second", "derivative", "dt"})
_WITHOUT: Final = frozenset({"per_minute", "per_hour", "log2", "log10", "count_nonzero", "count_not_null"})
_PERCENTAGE: Final = Unit("percent")


def unit_of(tree: Expression, data: Data, queries: Mapping[str, Expression]) -> Unit:
    """The unit of the values; none where it is not known, or nothing that has a name.

    A share of equal units has none, and times 100 it is a percentage.
    """
    match tree:
        case Name(name):
            found = queries.get(name)
            return NONE if found is None else unit_of(found, data, {})
        case MetricQuery():
            return _of_query(tree, data)
        case Negative(operand):
            return unit_of(operand, data, queries)
        case Function(name, arguments):
            below = unit_of(arguments[0], data, queries) if arguments else NONE  # type: ignore[arg-type]
            return NONE if name in _WITHOUT else per_second(below) if name in _PER_SECOND else below
        case Arithmetic():
            return _of_arithmetic(tree, data, queries)
        case _:
            return NONE


def _of_query(query: MetricQuery, data: Data) -> Unit:
    unit = of_metadata(data.metadata(query.metric))
    if (query.aggregator or "").startswith("count"):
        unit = NONE
    return per_second(unit) if AS_RATE in query.modifiers else unit


def _of_arithmetic(tree: Arithmetic, data: Data, queries: Mapping[str, Expression]) -> Unit:
    if tree.op == "*" and _hundred(tree.left) and _is_share(tree.right, data, queries):
        return _PERCENTAGE
    if tree.op == "*" and _hundred(tree.right) and _is_share(tree.left, data, queries):
        return _PERCENTAGE
    if tree.op == "/" and isinstance(tree.left, Arithmetic) and tree.left.op == "*" and _hundred(tree.left.left):
        if unit_of(tree.left.right, data, queries) == unit_of(tree.right, data, queries):
            return _PERCENTAGE
        return NONE
    left, right = unit_of(tree.left, data, queries), unit_of(tree.right, data, queries)
    if isinstance(tree.right, Number):
        return left
    if isinstance(tree.left, Number):
        return right if tree.op != "/" else NONE
    return left if tree.op in "+-" and left == right else NONE


def _hundred(tree: Expression) -> bool:
    return isinstance(tree, Number) and float(str(tree)) == 100


def _is_share(tree: Expression, data: Data, queries: Mapping[str, Expression]) -> bool:
    if not isinstance(tree, Arithmetic) or tree.op != "/":
        return False
    return unit_of(tree.left, data, queries) == unit_of(tree.right, data, queries)
