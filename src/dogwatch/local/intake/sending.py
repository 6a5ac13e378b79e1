"""What the Agent sends of buckets that are over: points of series, and zeros for counters that have fallen silent.

Source: agent pkg/aggregator/time_sampler.go.
"""

from __future__ import annotations

from collections.abc import Iterator

from .accumulators import Accumulator, Count, Distribution, Gauge, Members, Samples, histogram, packed
from .buckets import Bucket, Context
from .points import INTERVAL, Kind, Points, Series

# For so long after its last value a counter goes on as 0 (`dogstatsd_expiry_seconds`).
EXPIRY = 300
# So many counters are remembered; more of them within that time end without zeros.
MOST_COUNTERS = 100_000


class Sending:
    """Remembers which counters go on as 0."""

    def __init__(self) -> None:
        # The beginning of the bucket in which each counter came last.
        self._counters: dict[Context, int] = {}
        self._sent = 0

    def points(self, buckets: list[Bucket], until: int) -> Iterator[Points]:
        """The points of all buckets that begin before `until`, the beginning of the open one.

        Buckets have to come in order, each once; one in which nothing came in has the zeros of counters alone.
        """
        for bucket in buckets:
            yield from self._silent(bucket.start)
            yield from self._of(bucket)
        yield from self._silent(until)

    def _silent(self, before: int) -> Iterator[Points]:
        """The zeros of buckets in which nothing came in."""
        for start in range(self._sent + INTERVAL, before, INTERVAL):
            if not self._counters:
                return
            yield from self._zeros(start)

    def _of(self, bucket: Bucket) -> Iterator[Points]:
        start = bucket.start
        for context, accumulator in bucket.series.items():
            for ending, kind, value in _values(accumulator):
                yield Points(Series(context.metric + ending, kind, context.tags), [start], [value])
            if isinstance(accumulator, Count) and accumulator.total is not None:
                if context in self._counters or len(self._counters) < MOST_COUNTERS:
                    self._counters[context] = start
            elif isinstance(accumulator, Distribution):
                values, weights = packed(*accumulator.all())
                if len(values):
                    plain = None if (weights == 1).all() else weights
                    series = Series(context.metric, "distribution", context.tags)
                    yield Points(series, [start] * len(values), values, plain)
        yield from self._zeros(start)

    def _zeros(self, start: int) -> Iterator[Points]:
        """Those of the counters of which nothing came in the bucket that begins there."""
        self._sent = start
        for context, last in list(self._counters.items()):
            if start > last + EXPIRY:
                del self._counters[context]
            elif last < start:
                yield Points(Series(context.metric, "rate", context.tags), [start], [0.0])


def _values(accumulator: Accumulator) -> Iterator[tuple[str, Kind, float]]:
    match accumulator:
        case Count(total=float(total)):
            yield "", "rate", total / INTERVAL
        case Gauge(value=float(value)):
            yield "", "gauge", value
        case Members(seen=seen) if seen:
            yield "", "gauge", float(len(seen))
        case Samples():
            for ending, (kind, value) in histogram(*accumulator.all()).items():
                yield ending, kind, value
