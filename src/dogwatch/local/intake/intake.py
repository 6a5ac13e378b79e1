"""All that comes in, of one organisation: into buckets first, and into the store when they are over."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from dogwatch.measure import Store

from . import span_metrics
from .buckets import Buckets
from .concentrator import Concentrator
from .points import INTERVAL, Points
from .recorder import Recorder, Reported
from .sending import Sending
from .span_metrics import SpanMetric
from .stats import Stats
from .timeline import Timeline
from .traces import Payload


class Intake:
    """Takes packets from any thread; everything else is for one thread, which alone reads and writes `series`.

    `now` says the seconds since 1970, `host` is the name of this machine.
    """

    def __init__(self, now: Callable[[], float], host: str = "") -> None:
        self.series = Store()
        self._now = now
        self._lock = threading.Lock()
        self._buckets, self._sending = Buckets(host), Sending()
        self._timeline = Timeline()
        self._concentrator = Concentrator(self._timeline, host)
        self._recorder = Recorder(self.series)

    def take(self, packets: Iterable[bytes]) -> None:
        """Counts packets of DogStatsD that have just come."""
        with self._lock:
            now = self._now()
            for packet in packets:
                self._buckets.take(packet, now)

    def take_traces(
        self, payload: Payload, metrics: Iterable[SpanMetric], *, is_counted: bool, has_top_level: bool
    ) -> None:
        """Counts spans under the metrics that find them, and under trace metrics unless the tracer has counted them.

        `has_top_level` says that the tracer says which spans come first in a service.
        """
        now = self._now()
        span_metrics.count(metrics, payload.traces, self._timeline, now)
        if not is_counted:
            self._concentrator.add(payload, now, has_top_level=has_top_level)

    def take_stats(self, stats: Stats) -> None:
        """Counts what a tracer has counted of its spans."""
        self._concentrator.add_stats(stats, self._now())

    def settle(self) -> dict[str, Reported]:
        """Writes what is over by now into the store; returns what metrics were not known to have, by their names."""
        now = self._now()
        with self._lock:
            over = self._buckets.over(now)
        until = int(now) // INTERVAL * INTERVAL
        return self.record([*self._sending.points(over.buckets, until), *over.timed, *self._timeline.over(now)])

    def record(self, points: Iterable[Points]) -> dict[str, Reported]:
        """Writes points into the store; returns what metrics were not known to have, by their names."""
        _, reported = self._recorder.record(points, self._now())
        return reported
