"""Queries of monitors on an SLO: how fast its error budget burns, or how much of it is gone.

An error budget is what a target leaves: 0.1% of all events for 99.9%. A burn rate of 1 uses it up exactly within the
SLO's time frame. Source: docs service_management/service_level_objectives/burn_rate and /error_budget.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NoReturn, TypeAlias, TypeVar, get_args

from .metric import in_quotes
from .node import Node, Write
from .number import checked_number, plain

M = TypeVar("M", "BurnRate", "ErrorBudget")

TimeFrame: TypeAlias = Literal["7d", "30d", "90d"]

_WINDOW = re.compile(r"\d+[mh]")
_UNITS = {"m": 60, "h": 3600}
# docs: burn_rate; the long window lasts one to 48 hours
_LONG = (3600, 48 * 3600)


@dataclass(frozen=True, slots=True)
class BurnRate(Node):
    """How many times as fast as it lasts the budget burns, in two windows at once: the smaller of both counts."""

    slo: str
    over: TimeFrame
    long_window: str
    short_window: str

    def written(self, write: Write) -> str:
        slo, over, long, short = (in_quotes(text, '"') for text in (self.slo, self.over, *self.windows))
        return f"burn_rate({slo}).over({over}).long_window({long}).short_window({short})"

    @property
    def windows(self) -> tuple[str, str]:
        """The long window and the short one."""
        return self.long_window, self.short_window


@dataclass(frozen=True, slots=True)
class ErrorBudget(Node):
    """How many percent of the budget are used up."""

    slo: str
    over: TimeFrame

    def written(self, write: Write) -> str:
        slo, over = (in_quotes(text, '"') for text in (self.slo, self.over))
        return f"error_budget({slo}).over({over})"


@dataclass(frozen=True, slots=True)
class SloAlert(Node):
    """The query of a monitor of the type `slo alert`: `error_budget("...").over("30d") > 75`."""

    measured: BurnRate | ErrorBudget
    comparator: Literal[">", ">="]
    threshold: int | float

    def written(self, write: Write) -> str:
        return f"{write(self.measured)} {self.comparator} {plain(self.threshold)}"

    def __bool__(self) -> NoReturn:
        raise TypeError(f"the query {str(self)!r} is neither true nor false here: it is Datadog that compares")


@dataclass(frozen=True)
class Burning:
    """A burn rate or an error budget; compare it with a number by `>` or `>=` to get an `SloAlert`."""

    tree: BurnRate | ErrorBudget

    def __gt__(self, threshold: float) -> SloAlert:
        return SloAlert(self.tree, ">", checked_number(threshold, f"the threshold of {self.tree}"))

    def __ge__(self, threshold: float) -> SloAlert:
        return SloAlert(self.tree, ">=", checked_number(threshold, f"the threshold of {self.tree}"))

    def __bool__(self) -> NoReturn:
        raise TypeError(f"{str(self.tree)!r} is neither true nor false; compare it with a number, as in > 14.4")


def burn_rate(slo: str, over: TimeFrame, *, long_window: str, short_window: str) -> Burning:
    """The burn rate of an SLO, named by its id or by a reference to it: `burn_rate(slo.reference, "30d", ...) > 14.4`.

    Raises ValueError for a time frame that no SLO has, a long window outside 1 to 48 hours, or a short one that is not
    shorter.
    """
    return Burning(_sound(BurnRate(slo, over, long_window, short_window)))


def error_budget(slo: str, over: TimeFrame) -> Burning:
    """The percentage of an SLO's error budget that is used up. Raises ValueError for a time frame that no SLO has."""
    return Burning(_sound(ErrorBudget(slo, over)))


def unsound(measured: BurnRate | ErrorBudget) -> Iterator[str]:
    """What Datadog refuses of it whatever the SLO is, a sentence each: a time frame that no SLO has, a long window
    outside 1 to 48 hours, a short one that is not shorter."""
    if measured.over not in get_args(TimeFrame):
        yield f"no SLO has the time frame {measured.over!r}; write one of {', '.join(get_args(TimeFrame))}"
    if isinstance(measured, BurnRate):
        yield from _unsound_windows(measured.long_window, measured.short_window)


def _unsound_windows(long_window: str, short_window: str) -> Iterator[str]:
    for window in (long_window, short_window):
        if not isinstance(window, str) or _WINDOW.fullmatch(window) is None:
            yield f"{window!r} is not a window of a burn rate; write minutes or hours, as in '5m' or '1h'"
            return
    long, short = (int(window[:-1]) * _UNITS[window[-1]] for window in (long_window, short_window))
    if not _LONG[0] <= long <= _LONG[1]:
        yield f"the long window is {long_window!r}; Datadog takes '1h' to '48h'"
    elif not 60 <= short < long:
        yield f"the short window is {short_window!r}; write one shorter than {long_window!r}, as in '5m'"


def _sound(measured: M) -> M:
    for sentence in unsound(measured):
        raise ValueError(sentence)
    return measured
