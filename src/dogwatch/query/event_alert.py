"""Queries of monitors on events of any kind: logs, spans, RUM, CI, processes and the like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from .metric import in_quotes
from .monitor import Comparator, compared
from .node import Node, Write
from .search import Search
from .step import Step, groups_of, window_of
from .window import Current, Last


@dataclass(frozen=True, slots=True)
class EventAlert(Node):
    """Events of a source that a search finds, counted or measured over a window, compared with a threshold:
    `logs("service:web").index("main").rollup("count").by("host").last("5m") > 2`.

    The threshold is None where the text says `threshold`, as in `MetricAlert`.
    """

    source: str
    search: Search
    steps: tuple[Step, ...]
    comparator: Comparator
    threshold: int | float | None

    @property
    def window(self) -> Last | Current | None:
        """How far it looks back."""
        return window_of(self.steps)

    @property
    def groups(self) -> tuple[str, ...]:
        """The facets that it groups by; empty for a simple alert."""
        return groups_of(self.steps)

    def written(self, write: Write) -> str:
        # A search is a text in quotes here, whose letters may be escaped.
        search = in_quotes(write(self.search), '"')
        steps = "".join(map(write, self.steps))
        return f"{self.source}({search}){steps} {compared(self.comparator, self.threshold)}"

    def __bool__(self) -> NoReturn:
        raise TypeError(f"the query {str(self)!r} is neither true nor false here: it is Datadog that compares")
