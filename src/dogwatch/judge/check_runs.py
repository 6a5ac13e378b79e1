"""What service checks said, for monitors on them."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain, takewhile
from operator import attrgetter
from typing import NamedTuple


class CheckRun(NamedTuple):
    """What one run of a check said at a second since 1970: 0 OK, 1 WARNING, 2 CRITICAL, 3 UNKNOWN.

    The host that it ran on is a tag, `host:web01`; `message` is what it said beside, "" for nothing.
    """

    check: str
    status: int
    at: int
    tags: frozenset[str]
    message: str = ""


class CheckRuns:
    """Keeps the runs by check and tags, each in the order of time."""

    def __init__(self, runs: Iterable[CheckRun] = ()) -> None:
        self._runs: defaultdict[str, dict[frozenset[str], list[CheckRun]]] = defaultdict(dict)
        for run in runs:
            self.add(run)

    def add(self, run: CheckRun) -> None:
        """Takes one in; of two at the same second the later one to come is the later."""
        insort(self._runs[run.check].setdefault(run.tags, []), run, key=attrgetter("at"))

    def put(self, check: str, tags: frozenset[str], runs: Iterable[CheckRun]) -> None:
        """Has these in place of all that there were of a check with the same tags."""
        self._runs[check][tags] = sorted(runs, key=attrgetter("at"))

    def of(self, check: str, until: int) -> Iterator[CheckRun]:
        """The runs of a check up to and with a second."""
        every = chain.from_iterable(self._runs.get(check, {}).values())
        return takewhile(lambda run: run.at <= until, sorted(every, key=attrgetter("at")))

    def forget(self, before: int) -> None:
        """Gives up what was before a second."""
        for by_tags in self._runs.values():
            for tags, runs in by_tags.items():
                by_tags[tags] = [run for run in runs if run.at >= before]
