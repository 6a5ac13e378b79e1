"""Queries of monitors on a formula, whose queries stand in the monitor's `options.variables`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from .metric import Expression, in_quotes
from .monitor import Comparator, compared
from .node import Node, Write
from .step import Step, groups_of, window_of
from .window import Current, Last


@dataclass(frozen=True, slots=True)
class FormulaAlert(Node):
    """A formula over a window, compared with a threshold: `formula("query1 / query2").last("1h") > 0.05`.

    The threshold is None where the text says `threshold`, as in `MetricAlert`.
    """

    formula: Expression
    steps: tuple[Step, ...]
    comparator: Comparator
    threshold: int | float | None

    @property
    def window(self) -> Last | Current | None:
        """How far it looks back."""
        return window_of(self.steps)

    @property
    def groups(self) -> tuple[str, ...]:
        """What the formula itself groups by; its queries in `options.variables` say what they do."""
        return groups_of(self.steps)

    def written(self, write: Write) -> str:
        formula = in_quotes(write(self.formula), '"')
        return f"formula({formula}){''.join(map(write, self.steps))} {compared(self.comparator, self.threshold)}"

    def __bool__(self) -> NoReturn:
        raise TypeError(f"the query {str(self)!r} is neither true nor false here: it is Datadog that compares")
