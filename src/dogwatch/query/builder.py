"""The typed builder: metric queries as Python expressions, each step a new value.

`metric("system.cpu.user").avg().by("host").over("15m") >= 80` is the tree of a monitor's query. A step that makes no
sense to Datadog raises ValueError with what was seen and what to write; Python's own misuse (comparing before
`over`, chaining comparisons) raises TypeError, and a type checker sees most of it first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, NoReturn, Self, TypeAlias, get_args

from dogwatch.values import Duration

from .expr import Expr
from .metric import AS_COUNT, AS_RATE, MetricQuery, Modifier
from .number import checked_number, plain
from .scope import EVERYTHING, Scope, narrow
from .terms import Condition, exclusion, terms
from .window import whole_seconds

RollupAggregator: TypeAlias = Literal["avg", "sum", "min", "max", "count"]
FillMode: TypeAlias = Literal["linear", "last", "zero", "null"]
ValueComparator: TypeAlias = Literal["<", "<=", ">", ">="]

_METRIC_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_.]*")


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
        return type(self)(self.name, narrow(self.scope, terms(conditions, tags)))

    def without(self, *conditions: Condition, **tags: str) -> Self:
        """Only series that meet none of the conditions."""
        return replace(self, scope=narrow(self.scope, map(exclusion, terms(conditions, tags))))

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

    def count_where(self, comparator: ValueComparator, value: float) -> Series:
        """How many values of a distribution compare so: `count_where("<=", 0.4)` is Datadog's `count(v: v<=0.4)`.

        The distribution needs percentiles switched on (docs: metrics, distributions, threshold queries).
        """
        if comparator not in get_args(ValueComparator):
            known = ", ".join(get_args(ValueComparator))
            raise ValueError(f"{comparator!r} does not compare values; write one of {known}")
        return self._series(f"count(v: v{comparator}{plain(checked_number(value, 'the value to compare with'))})")

    def _series(self, aggregator: str) -> Series:
        return Series(MetricQuery(self.name, aggregator, self.scope))

    if not TYPE_CHECKING:
        # A type checker knows that a metric without an aggregator can do none of this; at run time it is said in words.
        def __getattr__(self, name: str) -> NoReturn:
            if name.startswith("_") or not hasattr(Series, name):
                raise AttributeError(f"a metric has no {name!r}", name=name, obj=self)
            raise AttributeError(_lacks_aggregator(self))

        def __gt__(self, other: object) -> NoReturn:
            raise TypeError(_lacks_aggregator(self))

        __ge__ = __lt__ = __le__ = __add__ = __sub__ = __mul__ = __truediv__ = __gt__
        __radd__ = __rsub__ = __rmul__ = __rtruediv__ = __gt__


@dataclass(frozen=True)
class Series(Expr):
    """One aggregated metric: what an expression can do, and modifiers."""

    tree: MetricQuery

    def as_count(self) -> Self:
        """The number of events per interval; for counts and rates (docs: metrics, type modifiers)."""
        return self._modified(AS_COUNT, excludes=AS_RATE)

    def as_rate(self) -> Self:
        """Events per second; for counts and rates (docs: metrics, type modifiers)."""
        return self._modified(AS_RATE, excludes=AS_COUNT)

    def rollup(self, aggregator: RollupAggregator | None = None, interval: str | Duration | None = None) -> Self:
        """How points are joined in time: `rollup("sum", "60s")`, or one of the two alone."""
        arguments = (_rollup_aggregator(aggregator), _optional_seconds(interval, "interval of rollup"))
        if arguments == (None, None):
            raise ValueError("rollup() has neither an aggregator nor an interval; write rollup('sum', '60s')")
        return self._modified(Modifier("rollup", tuple(given for given in arguments if given is not None)))

    def fill(self, mode: FillMode, limit: str | Duration | None = None) -> Self:
        """What stands where a series has no point, for at most `limit` after the last one: `fill("last", "15m")`."""
        if mode not in get_args(FillMode):
            raise ValueError(f"{mode!r} is no way to fill; write one of {', '.join(get_args(FillMode))}")
        arguments = (mode, _optional_seconds(limit, "limit of fill"))
        return self._modified(Modifier("fill", tuple(given for given in arguments if given is not None)))

    def _modified(self, modifier: Modifier, excludes: Modifier | None = None) -> Self:
        for present in self.tree.modifiers:
            if present.name == modifier.name or present == excludes:
                raise ValueError(f"{str(self)!r} already has {present}, so {modifier} has no place; keep one of them")
        return type(self)(self.tree.modified(modifier))


def _lacks_aggregator(source: Source) -> str:
    return f"the metric {source.name} has no aggregator yet; write .avg(), .sum() or .p95() behind it first"


def _rollup_aggregator(wanted: str | None) -> str | None:
    if wanted is not None and wanted not in get_args(RollupAggregator):
        known = ", ".join(get_args(RollupAggregator))
        raise ValueError(f"rollup cannot aggregate by {wanted!r}; write one of {known}, or rollup(interval='60s')")
    return wanted


def _optional_seconds(value: str | Duration | None, purpose: str) -> int | None:
    return None if value is None else whole_seconds(value, purpose)
