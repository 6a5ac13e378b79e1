"""The typed builder: metric queries as Python expressions, each step a new value.

`metric("system.cpu.user").avg().by("host").over("15m") >= 80` is the tree of a monitor's query. A step that makes no
sense to Datadog raises ValueError with what was seen and what to write; Python's own misuse (comparing before
`over`, chaining comparisons) raises TypeError, and a type checker sees most of it first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal, NoReturn, Self, TypeAlias, get_args

from dogwatch.values import Duration

from . import windowed
from .metric import (
    AS_COUNT,
    AS_RATE,
    Argument,
    Arithmetic,
    Expression,
    Function,
    Keyword,
    MetricQuery,
    Modifier,
    Negative,
    Number,
    Operator,
    Text,
)
from .number import checked_number, plain
from .scope import EVERYTHING, Scope, narrow
from .terms import Condition, checked_key, exclusion, tag, term
from .windowed import TimeAggregator, Windowed

RollupAggregator: TypeAlias = Literal["avg", "sum", "min", "max", "count"]
FillMode: TypeAlias = Literal["linear", "last", "zero", "null"]

_METRIC_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.]*")
_FUNCTION_NAME = re.compile(r"[a-z][a-z0-9_]*")


def metric(name: str) -> Source:
    """The metric of that name; choose an aggregator next, as in `metric("system.cpu.user").avg()`.

    Raises ValueError for a name that Datadog would store differently (docs: metrics, custom metrics).
    """
    if not isinstance(name, str) or _METRIC_NAME.fullmatch(name) is None:
        raise ValueError(
            f"{name!r} is not the name of a metric; write letters, digits, `_` and `.`, a letter first, "
            "as in 'system.cpu.user'"
        )
    return Source(name)


@dataclass(frozen=True)
class Source:
    """A metric and the series of it to read, before it is said how they are aggregated."""

    name: str
    scope: Scope = EVERYTHING

    def where(self, *conditions: Condition, **tags: str) -> Self:
        """Only series that meet every condition: `where("env:prod", host="web-*")`."""
        return replace(self, scope=_narrowed(self.scope, conditions, tags))

    def without(self, *conditions: Condition, **tags: str) -> Self:
        """Only series that meet none of the conditions."""
        return replace(self, scope=_cleared(self.scope, conditions, tags))

    def avg(self) -> Series:
        return self._series("avg")

    def sum(self) -> Series:
        return self._series("sum")

    def min(self) -> Series:
        return self._series("min")

    def max(self) -> Series:
        return self._series("max")

    def count(self) -> Series:
        """How many values a distribution received."""
        return self._series("count")

    def p50(self) -> Series:
        return self._series("p50")

    def p75(self) -> Series:
        return self._series("p75")

    def p90(self) -> Series:
        return self._series("p90")

    def p95(self) -> Series:
        return self._series("p95")

    def p99(self) -> Series:
        return self._series("p99")

    def percentile(self, percent: float) -> Series:
        """A percentile of a distribution, above 0 and below 100 with at most two decimals: `percentile(99.9)`."""
        value = checked_number(percent, "the percentile")
        if not 0 < value < 100 or value != round(value, 2):
            raise ValueError(f"there is no percentile {plain(value)}; write one such as 95, 99.9 or 99.99")
        return self._series(f"p{plain(value)}")

    def _series(self, aggregator: str) -> Series:
        return Series(MetricQuery(self.name, aggregator, self.scope))


@dataclass(frozen=True)
class Expr:
    """A metric query, or arithmetic and functions over several; `tree` is what it is made of."""

    tree: Expression

    def over(self, window: str | Duration, aggregator: TimeAggregator | None = None) -> Windowed:
        """The expression over the last "5m" or the "current_1d"; compare that with a number.

        One value per group is made from the window by the aggregator: the sum where `as_count` is used, else the
        average. Windows are from a minute to a month (730 h).
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


@dataclass(frozen=True)
class Series(Expr):
    """One aggregated metric, which can be narrowed, grouped and sampled differently."""

    tree: MetricQuery

    def where(self, *conditions: Condition, **tags: str) -> Self:
        """Only series that meet every condition: `where("env:prod", host="web-*")`."""
        return self._with(scope=_narrowed(self.tree.scope, conditions, tags))

    def without(self, *conditions: Condition, **tags: str) -> Self:
        """Only series that meet none of the conditions."""
        return self._with(scope=_cleared(self.tree.scope, conditions, tags))

    def by(self, *keys: str) -> Self:
        """One result per value of the tag keys, beside the keys given before."""
        if not keys:
            raise ValueError("by() has no tag keys; write at least one, as in by('region')")
        wanted = (*self.tree.group_by, *map(checked_key, keys))
        return self._with(group_by=tuple(dict.fromkeys(wanted)))

    def as_count(self) -> Self:
        """The number of events per interval; for counts and rates (docs: metrics, type modifiers)."""
        return self._modified(AS_COUNT, excludes=AS_RATE)

    def as_rate(self) -> Self:
        """Events per second; for counts and rates (docs: metrics, type modifiers)."""
        return self._modified(AS_RATE, excludes=AS_COUNT)

    def rollup(self, aggregator: RollupAggregator | None = None, interval: str | Duration | None = None) -> Self:
        """How points are joined in time: `rollup("sum", "60s")`, or one of the two alone."""
        arguments = (_rollup_aggregator(aggregator), _seconds(interval, "interval of rollup"))
        if arguments == (None, None):
            raise ValueError("rollup() has neither an aggregator nor an interval; write rollup('sum', '60s')")
        return self._modified(Modifier("rollup", tuple(given for given in arguments if given is not None)))

    def fill(self, mode: FillMode, limit: str | Duration | None = None) -> Self:
        """What stands where a series has no point, for at most `limit` after the last one: `fill("last", "15m")`."""
        if mode not in get_args(FillMode):
            raise ValueError(f"{mode!r} is no way to fill; write one of {', '.join(get_args(FillMode))}")
        arguments = (mode, _seconds(limit, "limit of fill"))
        return self._modified(Modifier("fill", tuple(given for given in arguments if given is not None)))

    def _with(self, **changes: Any) -> Self:
        return replace(self, tree=replace(self.tree, **changes))

    def _modified(self, modifier: Modifier, excludes: Modifier | None = None) -> Self:
        for present in self.tree.modifiers:
            if present.name == modifier.name or present == excludes:
                raise ValueError(f"{str(self)!r} already has {present}, so {modifier} has no place; keep one of them")
        return self._with(modifiers=(*self.tree.modifiers, modifier))


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
    if isinstance(value, Source):
        raise ValueError(f"the metric {value.name} has no aggregator; write .avg(), .sum() or .p95() behind it first")
    if isinstance(value, Windowed):
        raise ValueError(f"{str(value)!r} has its window already; calculate first and write .over(...) last")
    return Number(checked_number(value, "an operand of the query"))


def _argument(value: Expr | float | str) -> Argument:
    return _constant(value) if isinstance(value, str) else _operand(value)


def _constant(value: float | str) -> Number | Text:
    if not isinstance(value, str):
        return Number(checked_number(value, "an argument of the function"))
    if "'" in value:
        raise ValueError(f"the argument {value!r} has a quote, which cannot be written in a query; leave it out")
    return Text(value)


def _narrowed(scope: Scope, conditions: tuple[Condition, ...], tags: dict[str, str]) -> Scope:
    return narrow(scope, (*map(term, conditions), *(tag(key, value) for key, value in tags.items())))


def _cleared(scope: Scope, conditions: tuple[Condition, ...], tags: dict[str, str]) -> Scope:
    return narrow(scope, map(exclusion, (*conditions, *(tag(key, value) for key, value in tags.items()))))


def _rollup_aggregator(wanted: str | None) -> str | None:
    if wanted is not None and wanted not in get_args(RollupAggregator):
        known = ", ".join(get_args(RollupAggregator))
        raise ValueError(f"rollup cannot aggregate by {wanted!r}; write one of {known}, or rollup(interval='60s')")
    return wanted


def _seconds(value: str | Duration | None, purpose: str) -> int | None:
    if value is None:
        return None
    seconds = Duration.parse(value).seconds
    if seconds < 1 or seconds % 1:
        raise ValueError(f"the {purpose} is {str(value)!r}; Datadog wants whole seconds, as in '60s'")
    return int(seconds)
