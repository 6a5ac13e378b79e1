"""For the tests of a service: what it would send.

In `conftest.py`:

    from dogwatch.instrument.testing import recorded_metrics  # noqa: F401

and in a test:

    def test_a_payment_counts(recorded_metrics):
        pay(order)
        assert recorded_metrics.count("feature.hits", feature="checkout", outcome="ok") == 1
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TypeVar

import pytest

from .client import Client, process_client
from .points import Points, Series

_VALUE = TypeVar("_VALUE")


class RecordedMetrics:
    """What the code under test has recorded since the test began. Nothing of it is sent."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._points = self._taken()

    def count(self, metric: str, /, **tags: str) -> int:
        """The sum of a count over everything that has these tags, and any others."""
        return sum(_of(self._now().counts, metric, tags))

    def values(self, metric: str, /, **tags: str) -> list[float]:
        """All values of a distribution with these tags, in the metric's unit: seconds for `feature.duration`."""
        points = self._now()
        nanoseconds = [value for values in _of(points.durations, metric, tags) for value in values]
        return [value / 1e9 for value in nanoseconds] + [
            value for values in _of(points.values, metric, tags) for value in values
        ]

    def distinct(self, metric: str, /, **tags: str) -> int:
        """How many members a set with these tags has, such as people in `feature.users`."""
        return len({member for members in _of(self._now().members, metric, tags) for member in members})

    def tags(self, metric: str) -> set[tuple[str, ...]]:
        """The combinations of tags with which a metric was recorded, without those that all metrics have."""
        points = self._now()
        recorded: tuple[Collection[Series], ...] = (points.counts, points.durations, points.values, points.members)
        return {tags for series in recorded for name, tags in series if name == metric}

    def clear(self) -> None:
        """Forgets what was recorded up to now."""
        self._taken()
        self._client.recording.take_lost()
        self._points = Points()

    def _taken(self) -> Points:
        """Without the zeros of quiet features, which would come in whatever test runs as ten seconds are over."""
        return self._client.recording.take(beat=False)

    def _now(self) -> Points:
        self._points.add(self._taken())
        self._points.add(self._client.recording.take_lost())
        return self._points


def _of(recorded: Mapping[Series, _VALUE], metric: str, tags: Mapping[str, str]) -> list[_VALUE]:
    wanted = {f"{key}:{value}" for key, value in tags.items()}
    return [value for (name, of), value in recorded.items() if name == metric and wanted <= set(of)]


@pytest.fixture
def recorded_metrics() -> Iterator[RecordedMetrics]:
    """What the test's code records, from its beginning; sending waits until its end, when all of it is dropped."""
    client = process_client()
    if not client.settings.enabled:
        pytest.fail("DOGWATCH_ENABLED is false, so that nothing is recorded; run this test without it")
    with client.held():
        recorded = RecordedMetrics(client)
        recorded.clear()
        yield recorded
        recorded.clear()
