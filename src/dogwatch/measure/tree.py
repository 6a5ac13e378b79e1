"""An expression ready to be evaluated: leaves that read series, and what is done with their values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias, get_args

import numpy as np

from dogwatch.query import (
    Arithmetic,
    Change,
    Expression,
    Function,
    MetricAlert,
    MetricQuery,
    Modifier,
    Name,
    Negative,
    Number,
    Over,
)

from .arguments import Arguments
from .calendar import CalendarShift
from .frame import Frame, Operand, Operator, calculated, negative
from .functions import Call, call_of, is_timeless
from .grid import Grid
from .interpolation import Fill
from .leaf import Change as Difference
from .leaf import Leaf, Shift, read_fill
from .refusal import refused
from .rules import REFUSED_FUNCTIONS, RULES

_DIFFERENCES: Final[dict[str, Difference]] = {name: name for name in get_args(Difference)}
_SHIFTS: Final = {"hour_before": 3600, "day_before": 86400, "week_before": 7 * 86400, "month_before": 28 * 86400}


@dataclass(frozen=True)
class Read:
    """The values of a leaf, by its place among the leaves."""

    leaf: int


@dataclass(frozen=True)
class Called:
    """A function over what is below it."""

    name: str
    call: Call
    arguments: Arguments
    below: Step


@dataclass(frozen=True)
class Joined:
    """Two sides and an operator."""

    op: Operator
    left: Step
    right: Step


@dataclass(frozen=True)
class Turned:
    """The sign turned."""

    below: Step


Step: TypeAlias = Read | Called | Joined | Turned | float


@dataclass
class Tree:
    """What an expression was compiled to; `counts` says that it calculates and has an `as_count()`."""

    step: Step
    leaves: list[Leaf]
    counts: bool


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
        name, arguments = node.name, Arguments(_bare(node))
        below: object = node.arguments[0]
        if name in REFUSED_FUNCTIONS:
            raise refused(name, f"{name}(): {RULES[name].what}", "look at the query without it")
        for modifier in node.modifiers:
            self._refuse_modifier(node, modifier)
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

    def _refuse_modifier(self, node: Function, modifier: Modifier) -> None:
        raise refused(
            "modifier-of-function",
            f"{modifier} stands behind {node.name}()",
            "write it behind the metric query inside",
        )


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


def _bare(node: Function) -> Function:
    return Function(node.name, node.arguments)


def run(step: Step, frames: list[Frame], grid: Grid) -> Operand:
    """The values of the expression, of the values of its leaves."""
    match step:
        case Read(place):
            return frames[place]
        case Called(_, call, arguments, below):
            return call(_framed(run(below, frames, grid), grid), grid, arguments)
        case Joined(op, left, right):
            return calculated(op, run(left, frames, grid), run(right, frames, grid))
        case Turned(below):
            return negative(run(below, frames, grid))
        case _:
            return step


def run_reduced(step: Step, frames: list[Frame], grid: Grid, reduce: Callable[[Frame, int], Frame]) -> Operand:
    """One value per group: operands are reduced first, then calculated with.

    A function over a query sees its series; a function over what was calculated sees the reduced values, unless it is
    one over time. `reduce` gets the values of an operand, and the place of its first leaf.
    """
    match step:
        case Joined(op, left, right):
            return calculated(op, run_reduced(left, frames, grid, reduce), run_reduced(right, frames, grid, reduce))
        case Turned(below):
            return negative(run_reduced(below, frames, grid, reduce))
        case Called(name, call, arguments, below) if is_timeless(name) and _calculates(below):
            return call(_framed(run_reduced(below, frames, grid, reduce), grid), grid, arguments)
        case Read() | Called():
            found = run(step, frames, grid)
            return found if isinstance(found, float) else reduce(found, _first_leaf(step))
        case _:
            return step


def _calculates(step: Step) -> bool:
    match step:
        case Joined():
            return True
        case Called(below=below) | Turned(below):
            return _calculates(below)
        case _:
            return False


def _first_leaf(step: Step) -> int:
    match step:
        case Read(place):
            return place
        case Called(below=below) | Turned(below):
            return _first_leaf(below)
        case Joined(_, left, right):
            return _first_leaf(right if isinstance(left, float) else left)
        case _:
            return 0


def _framed(operand: Operand, grid: Grid) -> Frame:
    """A number as a series."""
    return constant(operand, grid) if isinstance(operand, float) else operand


def constant(value: float, grid: Grid) -> Frame:
    """The series that has the number at each time."""
    return Frame((), ((),), np.full((1, grid.buckets), value))
