"""Expressions to trees: each metric query becomes a leaf that knows what the functions around it mean for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, get_args

from dogwatch.query import (
    Arithmetic,
    Change,
    Expression,
    Function,
    MetricAlert,
    MetricQuery,
    Name,
    Negative,
    Number,
    Over,
)

from .arguments import Arguments
from .calendar import CalendarShift
from .frame import Operator
from .functions import call_of
from .interpolation import Fill
from .leaf import Change as Difference
from .leaf import Leaf, Shift, read_fill
from .refusal import refused
from .rules import REFUSED_FUNCTIONS, RULES
from .tree import Called, Joined, Read, Step, Tree, Turned

_DIFFERENCES: Final[dict[str, Difference]] = {name: name for name in get_args(Difference)}
_SHIFTS: Final = {"hour_before": 3600, "day_before": 86400, "week_before": 7 * 86400, "month_before": 28 * 86400}


def compiled(
    expression: Expression | Over | Change | MetricAlert, queries: Mapping[str, Expression], *, is_watched: bool
) -> Tree:
    """The expression with the queries that it names in their places.

    Raises NotEvaluated for what is refused, all of the expression having been looked at first.
    """
    compiler = _Compiler(queries, is_watched)
    step = compiler.step(_desugared(expression), _Context())
    counted = any(leaf.counted == "as_count" for leaf in compiler.leaves)
    return Tree(step, compiler.leaves, counted and compiler.calculates)


@dataclass(frozen=True)
class _Context:
    """What the functions above a place mean for the leaves below it."""

    name: str = ""
    shifts: tuple[Shift, ...] = ()
    is_aligned: bool = False
    asks_known: bool = False
    change: Difference | None = None
    fill: Fill | None = None


@dataclass
class _Compiler:
    queries: Mapping[str, Expression]
    is_watched: bool
    leaves: list[Leaf] = field(default_factory=list)
    calculates: bool = False

    def step(self, node: object, context: _Context) -> Step:
        match node:
            case Number(value):
                return float(value)
            case Name(name):
                return self.step(self._named(name), replace(context, name=name))
            case MetricQuery():
                return self._leaf(node, context)
            case Negative(operand):
                return Turned(self.step(operand, context))
            case Arithmetic(op, left, right):
                return self._arithmetic(op, left, right, context)
            case Function():
                return self._function(node, context)
        raise TypeError(f"no expression over metrics: {node}")

    def _named(self, name: str) -> Expression:
        if name not in self.queries:
            known = ", ".join(self.queries) or "none"
            raise refused(
                "query-of-metrics", f"the formula names {name}, which is no query of metrics", f"known here: {known}"
            )
        return self.queries[name]

    def _leaf(self, query: MetricQuery, context: _Context) -> Read:
        self.leaves.append(
            Leaf(
                query,
                context.name,
                context.shifts,
                is_aligned=context.is_aligned,
                asks_known=context.asks_known,
                is_watched=self.is_watched,
                change=context.change,
                fill=context.fill,
            )
        )
        return Read(len(self.leaves) - 1)

    def _arithmetic(self, op: Operator, left: Expression, right: Expression, context: _Context) -> Step:
        self.calculates = True
        is_scaled = isinstance(left, Number) or isinstance(right, Number)
        below = context if is_scaled else replace(context, is_aligned=True)
        return Joined(op, self.step(left, below), self.step(right, below))

    def _function(self, node: Function, context: _Context) -> Step:
        name, below = node.name, node.arguments[0]
        if name in REFUSED_FUNCTIONS:
            raise refused(name, f"{name}(): {RULES[name].what}", "look at the query without it")
        for modifier in node.modifiers:
            seen = f"{modifier} stands behind {name}()"
            raise refused("modifier-of-function", seen, "write it behind the metric query inside")
        arguments = Arguments(node)
        shift = _shift(name, arguments)
        if shift is not None:
            return self.step(below, replace(context, shifts=(*context.shifts, shift)))
        inner = self._resolved(below)
        if isinstance(inner, MetricQuery):
            # These come between time and space aggregation, where only the leaf can apply them.
            named = replace(context, name=below.name) if isinstance(below, Name) else context
            if name in _DIFFERENCES:
                return self._leaf(inner, replace(named, change=_DIFFERENCES[name]))
            if name == "fill":
                return self._leaf(inner, replace(named, fill=read_fill(arguments.values)))
        call = call_of(name)
        if call is None:
            raise refused("other-functions", f"{name}() is not known here", "leave it out")
        is_zeroed = name == "default_zero"
        deeper = replace(
            context,
            is_aligned=context.is_aligned or is_zeroed,
            asks_known=context.asks_known or is_zeroed,
            change=None,
            fill=None,
        )
        return Called(name, call, arguments, self.step(below, deeper))

    def _resolved(self, node: object) -> object:
        return self._named(node.name) if isinstance(node, Name) else node


def _desugared(expression: object) -> object:
    """A change alert is an expression less the same one earlier (docs: monitors/types/change-alert)."""
    match expression:
        case MetricAlert(over=over):
            return _desugared(over)
        case Over(expression=inner):
            return inner
        case Change(kind, _, _, shift, inner):
            earlier = Function("timeshift", (inner, Number(-shift.seconds)))
            difference = Arithmetic("-", inner, earlier)
            if kind == "change":
                return difference
            return Arithmetic("*", Arithmetic("/", difference, earlier), Number(100))
    return expression


def _shift(name: str, arguments: Arguments) -> Shift | None:
    """How much earlier a function looks; None for other functions."""
    if name in _SHIFTS:
        arguments.none_after(0)
        return _SHIFTS[name]
    if name == "timeshift":
        return -int(arguments.number(0))
    if name == "calendar_shift":
        return CalendarShift.of(arguments)
    return None
