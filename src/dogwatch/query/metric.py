"""Metric queries and the arithmetic over them, as trees that print as Datadog writes them.

The nodes hold what a text can say and check nothing but their own structure, so that a query found in Datadog fits
in them; the builder is what refuses nonsense.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from .number import plain
from .scope import EVERYTHING, Scope

Operator: TypeAlias = Literal["+", "-", "*", "/"]


@dataclass(frozen=True, slots=True)
class Modifier:
    """What is appended to a query: `.as_count()`, `.rollup(sum, 60)`, `.fill(zero)`."""

    name: str
    arguments: tuple[str | int, ...] = ()

    def __str__(self) -> str:
        return f".{self.name}({', '.join(map(str, self.arguments))})"


AS_COUNT = Modifier("as_count")
AS_RATE = Modifier("as_rate")


@dataclass(frozen=True, slots=True)
class MetricQuery:
    """One metric, read over a scope and aggregated per group: `avg:system.cpu.user{env:prod} by {host}`.

    Without an aggregator Datadog takes the average; that form is read, the builder never makes it.
    """

    metric: str
    aggregator: str | None = "avg"
    scope: Scope = EVERYTHING
    group_by: tuple[str, ...] = ()
    modifiers: tuple[Modifier, ...] = ()

    def scoped(self, scope: Scope) -> MetricQuery:
        """The query over another scope."""
        return MetricQuery(self.metric, self.aggregator, scope, self.group_by, self.modifiers)

    def grouped(self, keys: tuple[str, ...]) -> MetricQuery:
        """The query with a result per value of these keys."""
        return MetricQuery(self.metric, self.aggregator, self.scope, keys, self.modifiers)

    def modified(self, modifier: Modifier) -> MetricQuery:
        """The query with one modifier more."""
        return MetricQuery(self.metric, self.aggregator, self.scope, self.group_by, (*self.modifiers, modifier))

    def __str__(self) -> str:
        aggregator = f"{self.aggregator}:" if self.aggregator else ""
        groups = f" by {{{','.join(self.group_by)}}}" if self.group_by else ""
        return f"{aggregator}{self.metric}{{{self.scope}}}{groups}{''.join(map(str, self.modifiers))}"


@dataclass(frozen=True, slots=True)
class Number:
    """A constant in an expression."""

    value: int | float

    def __str__(self) -> str:
        return plain(self.value)


@dataclass(frozen=True, slots=True)
class Text:
    """A quoted argument of a function: `'basic'`."""

    text: str

    def __str__(self) -> str:
        return f"'{self.text}'"


@dataclass(frozen=True, slots=True)
class Keyword:
    """A named argument of a function: `direction='above'`."""

    name: str
    value: Number | Text

    def __str__(self) -> str:
        return f"{self.name}={self.value}"


@dataclass(frozen=True, slots=True)
class Function:
    """A function of Datadog over expressions: `default_zero(avg:a{*})`."""

    name: str
    arguments: tuple[Argument, ...]
    modifiers: tuple[Modifier, ...] = field(default=())

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(str, self.arguments))}){''.join(map(str, self.modifiers))}"


@dataclass(frozen=True, slots=True)
class Negative:
    """An expression with its sign turned: `-avg:a{*}`."""

    operand: Expression

    def __str__(self) -> str:
        bare = isinstance(self.operand, MetricQuery | Function)
        return f"-{self.operand}" if bare else f"-({self.operand})"


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Two expressions joined by an operator, point by point.

    Printed with the parentheses that keep the order of evaluation, and no others: `*` and `/` bind before `+` and `-`,
    equals are read from the left.
    """

    op: Operator
    left: Expression
    right: Expression

    def __str__(self) -> str:
        left = _operand(self.left, weaker=_strength(self.left) < _strength(self))
        right = _operand(self.right, weaker=_strength(self.right) <= _strength(self) or _is_signed(self.right))
        return f"{left} {self.op} {right}"


Expression: TypeAlias = MetricQuery | Number | Negative | Function | Arithmetic
Argument: TypeAlias = Expression | Text | Keyword


def _operand(expression: Expression, *, weaker: bool) -> str:
    return f"({expression})" if weaker else str(expression)


def _strength(expression: Expression) -> int:
    if not isinstance(expression, Arithmetic):
        return 3
    return 2 if expression.op in "*/" else 1


def _is_signed(expression: Expression) -> bool:
    """`a - -5` is legal, but people read `a - (-5)`."""
    return isinstance(expression, Negative) or (isinstance(expression, Number) and expression.value < 0)
