"""Metric queries and the arithmetic over them, as trees that print as Datadog writes them.

The nodes hold what a text can say and check nothing but their own structure, so that a query found in Datadog fits
in them; the builder is what refuses nonsense.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from .node import Node, Write
from .number import plain
from .scope import EVERYTHING, Scope, Value, Variable

Operator: TypeAlias = Literal["+", "-", "*", "/"]


@dataclass(frozen=True, slots=True)
class Modifier(Node):
    """What is appended to a query: `.as_count()`, `.rollup(sum, 60)`, `.fill(zero)`."""

    name: str
    arguments: tuple[str | int | float | Variable | Text, ...] = ()

    def written(self, write: Write) -> str:
        arguments = (plain(each) if isinstance(each, int | float) else write(each) for each in self.arguments)
        return f".{self.name}({', '.join(arguments)})"


AS_COUNT = Modifier("as_count")
AS_RATE = Modifier("as_rate")


@dataclass(frozen=True, slots=True)
class MetricQuery(Node):
    """One metric, read over a scope and aggregated per group: `avg:system.cpu.user{env:prod} by {host}`.

    Without an aggregator Datadog takes the average; that form is read, the builder never makes it.
    """

    metric: str
    aggregator: str | None = "avg"
    scope: Scope = EVERYTHING
    group_by: tuple[Value, ...] = ()
    modifiers: tuple[Modifier, ...] = ()

    @property
    def below(self) -> tuple[Node, ...]:
        keys = [key for key in self.group_by if isinstance(key, Node)]
        return (self.scope, *keys, *self.modifiers)

    def scoped(self, scope: Scope) -> MetricQuery:
        """The query over another scope."""
        return MetricQuery(self.metric, self.aggregator, scope, self.group_by, self.modifiers)

    def grouped(self, keys: tuple[Value, ...]) -> MetricQuery:
        """The query with a result per value of these keys."""
        return MetricQuery(self.metric, self.aggregator, self.scope, keys, self.modifiers)

    def modified(self, modifier: Modifier) -> MetricQuery:
        """The query with one modifier more."""
        return MetricQuery(self.metric, self.aggregator, self.scope, self.group_by, (*self.modifiers, modifier))

    def written(self, write: Write) -> str:
        aggregator = f"{self.aggregator}:" if self.aggregator else ""
        groups = f" by {{{','.join(map(write, self.group_by))}}}" if self.group_by else ""
        return f"{aggregator}{self.metric}{{{write(self.scope)}}}{groups}{''.join(map(write, self.modifiers))}"


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A constant in an expression."""

    value: int | float

    @property
    def below(self) -> tuple[Node, ...]:
        return ()

    def written(self, write: Write) -> str:
        return plain(self.value)


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A quoted argument of a function: `'basic'`; the text is what stands between the quotes, without escapes."""

    text: str

    def written(self, write: Write) -> str:
        return in_quotes(self.text, "'")


@dataclass(frozen=True, slots=True)
class Name(Node):
    """The name of a query in a formula, `query1`, or a word among the arguments of a function."""

    name: str

    def written(self, write: Write) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Keyword(Node):
    """A named argument of a function: `direction='above'`."""

    name: str
    value: Number | Text

    def written(self, write: Write) -> str:
        return f"{self.name}={write(self.value)}"


@dataclass(frozen=True, slots=True)
class Function(Node):
    """A function of Datadog over expressions: `default_zero(avg:a{*})`."""

    name: str
    arguments: tuple[Argument, ...]
    modifiers: tuple[Modifier, ...] = field(default=())

    def written(self, write: Write) -> str:
        return f"{self.name}({', '.join(map(write, self.arguments))}){''.join(map(write, self.modifiers))}"


@dataclass(frozen=True, slots=True)
class Negative(Node):
    """An expression with its sign turned: `-avg:a{*}`."""

    operand: Expression

    def written(self, write: Write) -> str:
        bare = isinstance(self.operand, MetricQuery | Function | Name)
        return f"-{write(self.operand)}" if bare else f"-({write(self.operand)})"


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """Two expressions joined by an operator, point by point.

    Printed with the parentheses that keep the order of evaluation, and no others: `*` and `/` bind before `+` and `-`,
    equals are read from the left.
    """

    op: Operator
    left: Expression
    right: Expression

    def written(self, write: Write) -> str:
        left, right = write(self.left), write(self.right)
        if _strength(self.left) < _strength(self):
            left = f"({left})"
        if _strength(self.right) <= _strength(self) or _is_signed(self.right):
            right = f"({right})"
        return f"{left} {self.op} {right}"


@dataclass(frozen=True, slots=True)
class Several(Node):
    """The expressions of one graph, in the older form of dashboards: `avg:a{*}, avg:b{*}`."""

    expressions: tuple[Expression, ...]

    def written(self, write: Write) -> str:
        return ", ".join(map(write, self.expressions))


Expression: TypeAlias = MetricQuery | Number | Name | Negative | Function | Arithmetic
Argument: TypeAlias = Expression | Text | Keyword


def in_quotes(text: str, quote: str) -> str:
    """The text as a string of Datadog's: quotes and backslashes in it get a backslash in front."""
    escaped = text.replace("\\", "\\\\").replace(quote, f"\\{quote}")
    return f"{quote}{escaped}{quote}"


def _strength(expression: Expression) -> int:
    if not isinstance(expression, Arithmetic):
        return 3
    return 2 if expression.op in "*/" else 1


def _is_signed(expression: Expression) -> bool:
    """`a - -5` is legal, but people read `a - (-5)`."""
    return isinstance(expression, Negative) or (isinstance(expression, Number) and expression.value < 0)
