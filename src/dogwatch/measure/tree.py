"""An expression ready to be evaluated: leaves that read series, and what is done with their values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from .arguments import Arguments
from .frame import Frame, Operand, Operator, calculated, negative
from .functions import Call, is_timeless
from .grid import Grid
from .leaf import Leaf


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


def run(step: Step, frames: list[Frame], grid: Grid) -> Operand:
    """The values of the expression, of the values of its leaves."""
    match step:
        case Read(place):
            return frames[place]
        case Called(_, call, arguments, below):
            return call(framed(run(below, frames, grid), grid), grid, arguments)
        case Joined(op, left, right):
            return calculated(op, run(left, frames, grid), run(right, frames, grid))
        case Turned(below):
            return negative(run(below, frames, grid))
        case _:
            return step


def run_reduced(step: Step, grid: Grid, operand: Callable[[Read | Called], Operand]) -> Operand:
    """One value per group: operands are reduced first, by `operand`, then calculated with.

    A function over a query sees its series; a function over what was calculated sees the reduced values, unless it is
    one over time.
    """
    match step:
        case Joined(op, left, right):
            return calculated(op, run_reduced(left, grid, operand), run_reduced(right, grid, operand))
        case Turned(below):
            return negative(run_reduced(below, grid, operand))
        case Called(name, call, arguments, below) if is_timeless(name) and _calculates(below):
            return call(framed(run_reduced(below, grid, operand), grid), grid, arguments)
        case Read() | Called():
            return operand(step)
        case _:
            return step


def first_leaf(step: Step) -> int:
    """The place of the leaf that is read first."""
    match step:
        case Read(place):
            return place
        case Called(below=below) | Turned(below):
            return first_leaf(below)
        case Joined(_, left, right):
            return first_leaf(right if isinstance(left, float) else left)
        case _:
            return 0


def framed(operand: Operand, grid: Grid) -> Frame:
    """The values as a series, which has a number at each time."""
    if isinstance(operand, float):
        return Frame((), ((),), np.full((1, grid.buckets), operand))
    return operand


def _calculates(step: Step) -> bool:
    match step:
        case Joined():
            return True
        case Called(below=below) | Turned(below):
            return _calculates(below)
        case _:
            return False
