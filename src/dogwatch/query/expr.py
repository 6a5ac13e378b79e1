"""Expressions of the builder: arithmetic and functions over metrics, up to the window that makes them a monitor."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, Self

from dogwatch.values import Duration

from . import windowed
from .metric import Argument, Arithmetic, Expression, Function, Keyword, MetricQuery, Negative, Number, Operator, Text
from .number import checked_number
from .scope import narrow
from .substitute import map_queries
from .terms import Condition, checked_key, exclusion, terms
from .windowed import TimeAggregator, Windowed

_FUNCTION_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True)
class Expr:
    """A metric query, or arithmetic and functions over several; `tree` is what it is made of."""

    tree: Expression

    def where(self, *conditions: Condition, **tags: str) -> Self:
        """Only series that meet every condition, in each metric of it: `where("env:prod", host="web-*")`."""
        added = terms(conditions, tags)
        return self._each(lambda query: query.scoped(narrow(query.scope, added)))

    def without(self, *conditions: Condition, **tags: str) -> Self:
        """Only series that meet none of the conditions, in each metric of it."""
        added = tuple(map(exclusion, terms(conditions, tags)))
        return self._each(lambda query: query.scoped(narrow(query.scope, added)))

    def by(self, *keys: str) -> Self:
        """One result per value of the tag keys, beside the keys given before, in each metric of it."""
        if not keys:
            raise ValueError("by() has no tag keys; write at least one, as in by('region')")
        added = tuple(map(checked_key, keys))
        return self._each(lambda query: query.grouped(tuple(dict.fromkeys((*query.group_by, *added)))))

    def over(self, window: str | Duration, aggregator: TimeAggregator | None = None) -> Windowed:
        """The expression over the last "5m" or the "current_1d"; compare that with a number.

        One value per group is made from the window by the aggregator: the sum where `as_count` is used, else the
        average; "percentile" takes that of a distribution over the whole window, not the average of its parts. Windows
        are from a minute to a month (730 h).
        """
        return windowed.over(self.tree, window, aggregator)

    def change(
        self, window: str | Duration, shift: str | Duration, aggregator: TimeAggregator | None = None
    ) -> Windowed:
        """The window minus the same window `shift` earlier: `change("5m", "1h")`."""
        return windowed.change("change", self.tree, window, shift, aggregator)

    def pct_change(
        self, window: str | Duration, shift: str | Duration, aggregator: TimeAggregator | None = None
    ) -> Windowed:
        """How many percent the window is above the same window `shift` earlier; a drop by half is -50."""
        return windowed.change("pct_change", self.tree, window, shift, aggregator)

    def default_zero(self) -> Expr:
        """Zero where there is no value."""
        return function("default_zero", self)

    def __add__(self, other: Expr | float) -> Expr:
        return _arithmetic("+", self, other)

    def __radd__(self, other: float) -> Expr:
        return _arithmetic("+", other, self)

    def __sub__(self, other: Expr | float) -> Expr:
        return _arithmetic("-", self, other)

    def __rsub__(self, other: float) -> Expr:
        return _arithmetic("-", other, self)

    def __mul__(self, other: Expr | float) -> Expr:
        return _arithmetic("*", self, other)

    def __rmul__(self, other: float) -> Expr:
        return _arithmetic("*", other, self)

    def __truediv__(self, other: Expr | float) -> Expr:
        return _arithmetic("/", self, other)

    def __rtruediv__(self, other: float) -> Expr:
        return _arithmetic("/", other, self)

    def __neg__(self) -> Expr:
        return Expr(Negative(self.tree))

    def _each(self, change: Callable[[MetricQuery], MetricQuery]) -> Self:
        return type(self)(map_queries(self.tree, change))

    def __str__(self) -> str:
        return str(self.tree)

    def __bool__(self) -> NoReturn:
        raise TypeError(f"the query {str(self)!r} is neither true nor false; use it in .over(...) and compare that")

    if not TYPE_CHECKING:
        # A type checker knows that a query without a window has no order; at run time it is said in words.
        def __gt__(self, other: object) -> NoReturn:
            raise TypeError(
                f"the query {str(self)!r} cannot be compared before it has a window; "
                'write .over("5m") in front of the comparison'
            )

        __ge__ = __lt__ = __le__ = __gt__


def function(name: str, expression: Expr, *arguments: Expr | float | str, **keywords: float | str) -> Expr:
    """Any function of Datadog: `function("top", q, 10, "mean", "desc")`; texts are quoted, keywords come last.

    Raises ValueError for a name or an argument that cannot be written in a query.
    """
    if not isinstance(name, str) or _FUNCTION_NAME.fullmatch(name) is None:
        raise ValueError(f"{name!r} is not the name of a function; write one such as 'default_zero'")
    positional = (_operand(expression), *map(_argument, arguments))
    named = tuple(Keyword(key, _constant(value)) for key, value in keywords.items())
    return Expr(Function(name, (*positional, *named)))


def _arithmetic(op: Operator, left: Expr | float, right: Expr | float) -> Expr:
    return Expr(Arithmetic(op, _operand(left), _operand(right)))


def _operand(value: Expr | float) -> Expression:
    if isinstance(value, Expr):
        return value.tree
    if not isinstance(value, int | float):
        raise TypeError(
            f"{value!r} cannot stand in a query; write a number or a metric with its aggregator, "
            "as in metric('a').avg(), and .over(...) only behind the whole calculation"
        )
    return Number(checked_number(value, "an operand of the query"))


def _argument(value: Expr | float | str) -> Argument:
    return _constant(value) if isinstance(value, str) else _operand(value)


def _constant(value: float | str) -> Number | Text:
    if not isinstance(value, str):
        return Number(checked_number(value, "an argument of the function"))
    if "'" in value:
        raise ValueError(f"the argument {value!r} has a quote, which cannot be written in a query; leave it out")
    return Text(value)
