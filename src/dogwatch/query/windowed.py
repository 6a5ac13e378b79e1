"""An expression over a window, waiting for the comparison that makes it a monitor's query."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, NoReturn, TypeAlias, get_args

from .ask import metric_queries, operations
from .metric import AS_COUNT, Arithmetic, Expression, Function, MetricQuery
from .monitor import Change, Comparator, MetricAlert, Over
from .number import checked_number
from .window import read_shift, read_window

TimeAggregator: TypeAlias = Literal["avg", "sum", "min", "max", "percentile"]

_PERCENTILE = re.compile(r"p\d+(?:\.\d+)?")

# These judge the shape of a series themselves; what is over the window is their verdict.
_DETECTORS = frozenset({"anomalies", "outliers"})
# docs: dashboards/functions/smoothing and /arithmetic for the first two
_NOT_IN_A_MONITOR = {
    "autosmooth": "Datadog refuses it in a monitor; write ewma_5 or median_5",
    "cumsum": "Datadog cannot evaluate it in a monitor; write .over(..., 'sum')",
    "forecast": "monitors on forecasts are not supported here; write the query as text",
}


@dataclass(frozen=True)
class Windowed:
    """An expression over a window; compare it with a number by `>`, `>=`, `<` or `<=` to get a `MetricAlert`."""

    tree: Over | Change

    def __gt__(self, threshold: float) -> MetricAlert:
        return self._alert(">", threshold)

    def __ge__(self, threshold: float) -> MetricAlert:
        return self._alert(">=", threshold)

    def __lt__(self, threshold: float) -> MetricAlert:
        return self._alert("<", threshold)

    def __le__(self, threshold: float) -> MetricAlert:
        return self._alert("<=", threshold)

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{str(self)!r} is neither true nor false; compare it with a number, as in > 0.4")

    def __str__(self) -> str:
        return str(self.tree)

    def _alert(self, comparator: Comparator, threshold: float) -> MetricAlert:
        return MetricAlert(self.tree, comparator, checked_number(threshold, f"the threshold of {self}"))


def over(expression: Expression, window: object, aggregator: str | None) -> Windowed:
    """The expression over the window.

    Without an aggregator it is the sum where `as_count` is used, else the average.
    Raises ValueError for a window, an aggregator or a function that Datadog does not take in a monitor.
    """
    return Windowed(Over(_aggregator(expression, aggregator), read_window(window), expression))


def change(
    kind: Literal["change", "pct_change"], expression: Expression, window: object, shift: object, aggregator: str | None
) -> Windowed:
    """How the expression over the window differs from the same window `shift` earlier; errors as `over`."""
    chosen = _aggregator(expression, aggregator)
    return Windowed(Change(kind, chosen, read_window(window), read_shift(shift), expression))


def _aggregator(expression: Expression, wanted: str | None) -> str:
    _refuse_functions(expression)
    counts = _counts(expression)
    if wanted is None:
        return "sum" if counts else "avg"
    if wanted not in get_args(TimeAggregator):
        known = ", ".join(get_args(TimeAggregator))
        raise ValueError(f"{wanted!r} does not aggregate over a window; write one of {known}")
    if counts and wanted != "sum" and any(isinstance(node, Arithmetic) for node in operations(expression)):
        # docs: monitors, as_count() in monitor evaluations
        raise ValueError(
            f"{str(expression)!r} calculates with as_count(), which Datadog only sums over a window, not {wanted!r}; "
            "leave the aggregator out, or use as_rate()"
        )
    if wanted == "percentile" and not _is_percentile(expression):
        raise ValueError(
            f"{str(expression)!r} is no percentile of a distribution, of which alone Datadog takes one over a window; "
            "write it as in metric('a').p95(), without arithmetic or functions"
        )
    return wanted


def _is_percentile(expression: Expression) -> bool:
    return isinstance(expression, MetricQuery) and _PERCENTILE.fullmatch(expression.aggregator or "") is not None


def _counts(expression: Expression) -> bool:
    if isinstance(expression, Function) and expression.name in _DETECTORS:
        return False
    return any(AS_COUNT in query.modifiers for query in metric_queries(expression))


def _refuse_functions(expression: Expression) -> None:
    for node in operations(expression):
        if isinstance(node, Function) and node.name in _NOT_IN_A_MONITOR:
            raise ValueError(f"{str(expression)!r} uses {node.name}: {_NOT_IN_A_MONITOR[node.name]}")
