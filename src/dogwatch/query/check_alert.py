"""Queries of monitors on service checks: how many of the last statuses were bad."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from .metric import in_quotes
from .monitor import Comparator, compared
from .node import Node, Write
from .step import Step, groups_of, step_of


@dataclass(frozen=True, slots=True)
class CheckAlert(Node):
    """The last statuses of a check: `"ntp.in_sync".over("env:prod").by("host").last(3).count_by_status()`.

    How many of them alert stands in `options.thresholds`; a comparator and a threshold are None unless the text has
    them.
    """

    check: str
    steps: tuple[Step, ...]
    comparator: Comparator | None = None
    threshold: int | float | None = None

    @property
    def groups(self) -> tuple[str, ...]:
        """The tags that it groups by; empty for a simple alert."""
        return groups_of(self.steps)

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags that a status must have, as texts; empty for all."""
        over = step_of(self.steps, "over")
        return () if over is None else tuple(tag for tag in over.texts if tag != "*")

    @property
    def last(self) -> int | None:
        """How many statuses it looks at; None where the text does not say it."""
        step = step_of(self.steps, "last")
        counts = () if step is None else step.arguments
        return next((count for count in counts if isinstance(count, int)), None)

    def written(self, write: Write) -> str:
        end = "" if self.comparator is None else f" {compared(self.comparator, self.threshold)}"
        check = in_quotes(self.check, '"')
        return f"{check}{''.join(map(write, self.steps))}{end}"

    def __bool__(self) -> NoReturn:
        raise TypeError(f"the query {str(self)!r} is neither true nor false here: it is Datadog that compares")
