"""All that comes in, of one organisation: into buckets first, and into the store when they are over."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

from dogwatch.measure import Store

from .buckets import Buckets
from .points import INTERVAL, Points
from .recorder import Recorder, Reported
from .sending import Sending


class Intake:
    """Takes packets from any thread; everything else is for one thread, which alone reads and writes `series`."""

    def __init__(self, now: Callable[[], float], host: str = "") -> None:
        self.series = Store()
        self._now = now
        self._lock = threading.Lock()
        self._buckets, self._sending = Buckets(host), Sending()
        self._recorder = Recorder(self.series)

    def take(self, packets: Iterable[bytes]) -> None:
        """Counts packets of DogStatsD that have just come."""
        with self._lock:
            now = self._now()
            for packet in packets:
                self._buckets.take(packet, now)

    def settle(self) -> dict[str, Reported]:
        """Writes what is over by now into the store; returns what metrics were not known to have, by their names."""
        now = self._now()
        with self._lock:
            over = self._buckets.over(now)
        until = int(now) // INTERVAL * INTERVAL
        return self.record([*self._sending.points(over.buckets, until), *over.timed])

    def record(self, points: Iterable[Points]) -> dict[str, Reported]:
        """Writes points into the store; returns what metrics were not known to have, by their names."""
        _, reported = self._recorder.record(points, self._now())
        return reported
