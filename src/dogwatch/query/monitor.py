"""Queries of metric monitors: an expression over a window, compared with a threshold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NoReturn, TypeAlias

from .ask import grouping
from .metric import Expression
from .node import Node, Write
from .number import plain
from .window import Shift, Window

Comparator: TypeAlias = Literal[">", ">=", "<", "<=", "==", "!="]


def compared(comparator: Comparator, threshold: int | float | None) -> str:
    """The end of a monitor's query: `> 0.4`, or `> threshold` for None."""
    return f"{comparator} {'threshold' if threshold is None else plain(threshold)}"


@dataclass(frozen=True, slots=True)
class Over(Node):
    """An expression reduced to one number per group over a window: `avg(last_5m):avg:system.cpu.user{*}`."""

    aggregator: str
    window: Window
    expression: Expression

    def written(self, write: Write) -> str:
        return f"{self.aggregator}({self.window}):{write(self.expression)}"


@dataclass(frozen=True, slots=True)
class Change(Node):
    """How an expression over a window differs from the same window earlier: `pct_change(avg(last_5m),last_30m):...`.

    `change` is the difference, `pct_change` the difference in percent of the earlier value.
    """

    kind: Literal["change", "pct_change"]
    aggregator: str
    window: Window
    shift: Shift
    expression: Expression

    def written(self, write: Write) -> str:
        return f"{self.kind}({self.aggregator}({self.window}),{self.shift}):{write(self.expression)}"


@dataclass(frozen=True, slots=True)
class MetricAlert(Node):
    """The query of a metric monitor: `avg(last_5m):avg:system.cpu.user{*} > 80`.

    The threshold is in the unit of the metric, and Datadog wants it again as `options.thresholds.critical`. It is None
    where the text says `threshold`, and the options hold a query in its place.
    """

    over: Over | Change
    comparator: Comparator
    threshold: int | float | None

    @property
    def window(self) -> Window:
        """How far it looks back, or ahead."""
        return self.over.window

    @property
    def groups(self) -> tuple[str, ...]:
        """The tag keys that it groups by; empty for a simple alert."""
        return grouping(self)

    def written(self, write: Write) -> str:
        return f"{write(self.over)} {compared(self.comparator, self.threshold)}"

    def __bool__(self) -> NoReturn:
        # `a < query < b` asks for this, and would silently drop its first half.
        raise TypeError(
            f"the query {str(self)!r} is neither true nor false here: it is Datadog that compares. "
            "Write one comparison per monitor, without `and`, `or`, `not`, `if` or a chain such as 1 < query < 2"
        )
