"""All that comes in, of one organisation: into buckets first, and into the store when they are over."""

from __future__ import annotations

import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from dogwatch.measure import Store

from . import span_metrics
from .buckets import Buckets
from .complaints import Complaints
from .concentrator import Concentrator
from .datagram import Check, Event
from .journal import Journal
from .points import INTERVAL, Points
from .recorder import MOST_SERIES, Recorder, Reported
from .sending import Sending
from .span_metrics import SpanMetric
from .stats import Stats
from .timeline import Timeline
from .traces import Payload


class Settled(NamedTuple):
    """What was over: by the names of metrics what they were not known to have, events, and what checks said."""

    reported: dict[str, Reported]
    events: list[Event]
    checks: list[Check]


class Intake:
    """Takes packets from any thread; everything else is for one thread, which alone reads and writes `series`.

    `now` says the seconds since 1970, `host` is the name of this machine. What goes into the store is written into the
    journal too, if there is one. Of all metrics together there are at most `most_series` series.
    """

    def __init__(
        self,
        now: Callable[[], float],
        host: str = "",
        journal: Journal | None = None,
        most_series: int = MOST_SERIES,
    ) -> None:
        self.series = Store()
        self._journal = journal
        self._now = now
        self._lock = threading.Lock()
        self._buckets, self._sending = Buckets(host), Sending()
        self._timeline = Timeline()
        self._concentrator = Concentrator(self._timeline, host)
        self._recorder = Recorder(self.series, most_series)
        self._complaints, self._reasons = Complaints(), dict[str, str]()
        self._left_out = Counter[str]()

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

    def settle(self) -> Settled:
        """Writes what is over by now into the store, and gives away what is no point."""
        now = self._now()
        with self._lock:
            over = self._buckets.over(now)
        until = int(now) // INTERVAL * INTERVAL
        points = [*self._sending.points(over.buckets, until), *over.timed, *self._timeline.over(now)]
        return Settled(self.record(points), over.events, over.checks)

    def record(self, points: Iterable[Points]) -> dict[str, Reported]:
        """Writes points into the store; returns what metrics were not known to have, by their names."""
        batch, reported = self._recorder.record(points, self._now())
        try:
            if self._journal:
                self._journal.append(batch)
        except sqlite3.Error as error:
            # A full disk is no reason to answer no queries; people are told.
            self.leave_out("points unwritten", str(error), len(batch.values))
        return reported

    @property
    def came(self) -> Mapping[str, float]:
        """When the last points of each metric came, in seconds since 1970."""
        return self._recorder.came

    def leave_out(self, kind: str, reason: str = "", number: int = 1) -> None:
        """Counts what others leave out of what comes in, under a key of `complaints.WORDS`, with the last reason."""
        self._left_out[kind] += number
        self._reasons[kind] = reason

    def tally(self) -> Counter[str]:
        """How much of what came in was left out, under the keys of `complaints.WORDS`, and how many `lines` came."""
        with self._lock:
            lines = self._buckets.tally.copy()
        parts = (("lines", lines), ("spans", self._timeline.tally), ("points", self._recorder.tally))
        found = Counter({f"{of} {why}": number for of, counted in parts for why, number in counted.items()})
        return found + self._left_out

    def complaints(self) -> list[str]:
        """What people should be told by now, a line for each."""
        self._reasons["lines malformed"] = self._buckets.last_malformed
        self._reasons["points left_out"] = self._recorder.last_left_out
        self._reasons["points retyped"] = self._recorder.last_retyped
        return self._complaints.new(self.tally(), self._reasons, self._now())

    def restore(self) -> Iterator[dict[str, Reported]]:
        """Reads the journal into the store, piece by piece; says of each what metrics were not known to have."""
        for batch in self._journal.read() if self._journal else ():
            yield self._recorder.restore(batch)
