"""What came while somebody listened: series with how often and how much, services with when, and spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from time import monotonic
from typing import NamedTuple

from dogwatch.names import tag_key


class Series(NamedTuple):
    """A metric as it came by DogStatsD; `type` is its letter there, such as `c` or `d`."""

    metric: str
    type: str
    tags: frozenset[str]

    def values(self, key: str) -> list[str]:
        """The values of a tag; none where the series does not have it."""
        return sorted(tag.partition(":")[2] for tag in self.tags if tag_key(tag) == key)


class Heard:
    """Keeps what it is told, of each series how many values there were and their sum. `clock` gives seconds.

    Metrics and spans may be told from two threads; whoever reads waits until both have ended.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.series: dict[Series, tuple[int, float]] = {}
        self.spans: Counter[tuple[str, frozenset[str]]] = Counter()
        self.broken: list[str] = []
        self._clock = clock
        # When something first came of a service, and when last.
        self._times: dict[str, tuple[float, float]] = {}

    def metric(self, name: str, type: str, tags: frozenset[str], values: Sequence[float]) -> None:
        series, now = Series(name, type, tags), self._clock()
        number, total = self.series.get(series, (0, 0.0))
        self.series[series] = number + len(values), total + sum(values)
        for service in series.values("service"):
            self._times[service] = self._times.get(service, (now, now))[0], now

    def span(self, service: str, tags: frozenset[str]) -> None:
        kept = frozenset(tag for tag in tags if tag_key(tag) == "feature")
        self.spans[service, kept] += 1

    def malformed(self, reason: str) -> None:
        self.broken.append(reason)

    def of(self, metric: str, *tags: str) -> list[Series]:
        """The series of a metric that have all these tags."""
        return [series for series in self.series if series.metric == metric and set(tags) <= series.tags]

    def number(self, series: Iterable[Series]) -> int:
        """How many values they had."""
        return sum(self.series[each][0] for each in series)

    def sum(self, series: Iterable[Series]) -> float:
        return sum(self.series[each][1] for each in series)

    def lasted(self, service: str) -> float:
        """The seconds between the first and the last that came of a service."""
        first, last = self._times.get(service, (0.0, 0.0))
        return last - first

    def values(self, key: str, namespace: str = "") -> list[str]:
        """The values that a tag had on metrics whose names begin so."""
        return sorted(set(self._values(key, namespace)))

    def _values(self, key: str, namespace: str) -> Iterator[str]:
        for series in self.series:
            if series.metric.startswith(namespace):
                yield from series.values(key)
