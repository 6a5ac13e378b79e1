"""Searches held against things: the walk over AND, OR and NOT and the comparisons, with a function for the leaves.

What a word or a facet means differs between events, spans and tags, so that is left to whoever holds them.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, Final, TypeAlias, TypeVar

from .search import Bound, Either, Every, Range, SearchCondition, Without

T = TypeVar("T")
Holds: TypeAlias = Callable[[T], bool]

_COMPARE: Final[dict[str, Callable[[float, float], bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class NotANumber(ValueError):
    """Something is to be compared that is no number; says its text."""


def holding(condition: SearchCondition, leaf: Callable[[SearchCondition], Holds[T]]) -> Holds[T]:
    """What says whether a condition holds for a thing; `leaf` says so for what is neither AND, OR nor NOT."""
    match condition:
        case Every(terms):
            each = [holding(term, leaf) for term in terms]
            return lambda thing: all(one(thing) for one in each)
        case Either(terms):
            each = [holding(term, leaf) for term in terms]
            return lambda thing: any(one(thing) for one in each)
        case Without(term):
            one = holding(term, leaf)
            return lambda thing: not one(thing)
        case _:
            return leaf(condition)


def comparing(condition: Bound | Range, number: Callable[[Any], float | None]) -> Holds[Any]:
    """What says whether a value is within a bound or a range; `number` reads both as numbers, None for what is none.

    A `*` bounds nothing, and holds for all there is. Raises NotANumber.
    """
    if isinstance(condition, Bound):
        return _beyond(condition.comparator, str(condition.value), number)
    above = _beyond(">=" if condition.with_low else ">", condition.low, number)
    below = _beyond("<=" if condition.with_high else "<", condition.high, number)
    return lambda seen: above(seen) and below(seen)


def _beyond(comparator: str, text: str, number: Callable[[Any], float | None]) -> Holds[Any]:
    if text == "*":
        return lambda seen: seen is not None
    compare, bound = _COMPARE[comparator], number(text)
    if bound is None:
        raise NotANumber(text)

    def holds(seen: Any) -> bool:
        found = number(seen)
        return found is not None and compare(found, bound)

    return holds
