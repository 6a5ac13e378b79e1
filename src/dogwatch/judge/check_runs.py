"""What service checks said, for monitors on them."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple


class CheckRun(NamedTuple):
    """What one run of a check said at a second since 1970: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.

    The host that it ran on is a tag, `host:web01`.
    """

    check: str
    status: int
    at: int
    tags: frozenset[str]


class CheckRuns:
    """Keeps the runs by check, in the order of time."""

    def __init__(self, runs: Iterable[CheckRun] = ()) -> None:
        self._runs: defaultdict[str, list[CheckRun]] = defaultdict(list)
        for run in runs:
            self.add(run)

    def add(self, run: CheckRun) -> None:
        """Takes one in; of two at the same second the later one to come is the later."""
        insort(self._runs[run.check], run, key=attrgetter("at"))

    def of(self, check: str, until: int) -> Iterator[CheckRun]:
        """The runs of a check up to and with a second."""
        for run in self._runs.get(check, ()):
            if run.at > until:
                return
            yield run

    def forget(self, before: int) -> None:
        """Gives up what was before a second."""
        for check, runs in self._runs.items():
            self._runs[check] = [run for run in runs if run.at >= before]
