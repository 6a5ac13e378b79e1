"""The buckets of a query: as long as its rollup, or as the window wants, and aligned to 1970."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from .store import FINE, HOUR, MINUTE
from .tier import Ints, Kept

_DAY: Final = 86400
# The longest window for which Datadog's graphs of lines and its API take an interval (docs: functions/rollup, guide
# query-to-the-graph; partly by report).
_GRAPH: Final = (
    (HOUR, 20),
    (4 * HOUR, 60),
    (_DAY, 300),
    (2 * _DAY, 600),
    (7 * _DAY, HOUR),
    (31 * _DAY, 4 * HOUR),
    (93 * _DAY, 12 * HOUR),
)
_LONGEST: Final = _DAY
_MOST_POINTS: Final = 1500
_STEPS: Final = (10, 20, 30, 60, 120, 300, 600, 1200, 1800, HOUR, 2 * HOUR, 4 * HOUR, 12 * HOUR)


class Grid(NamedTuple):
    """`buckets` of `interval` seconds, the first at `start`, of which only `begin` to before `end` is read."""

    start: int
    interval: int
    buckets: int
    begin: int
    end: int

    @property
    def times(self) -> Ints:
        """When each bucket begins."""
        return self.start + self.interval * np.arange(self.buckets, dtype=np.int64)

    def earlier(self, seconds: int) -> Grid:
        """The same buckets at an earlier time; the shift becomes whole buckets."""
        shift = seconds - seconds % self.interval
        return self._replace(start=self.start - shift, begin=self.begin - shift, end=self.end - shift)

    def before(self, count: int) -> Grid:
        """As many buckets that lie before the first."""
        start = self.start - count * self.interval
        return Grid(start, self.interval, count, start, self.start)

    def after(self, count: int) -> Grid:
        """As many buckets that lie after the last."""
        start = self.start + self.buckets * self.interval
        return Grid(start, self.interval, count, start, start + count * self.interval)


def grid(begin: int, end: int, interval: int) -> Grid:
    """The buckets that a window, `begin` to before `end`, touches."""
    start = begin - begin % interval
    return Grid(start, interval, max(0, -(-(end - start) // interval)), begin, end)


def whole(begin: int, end: int) -> Grid:
    """The window as one bucket."""
    return Grid(begin, max(1, end - begin), 1, begin, end)


def graph_interval(window: int) -> int:
    """The seconds of a bucket in a graph over so many seconds."""
    return next((interval for longest, interval in _GRAPH if window <= longest), _LONGEST)


def monitor_interval(window: int) -> int:
    """The seconds of a bucket in a monitor that looks back so many seconds: a minute up to four hours."""
    return max(MINUTE, graph_interval(window))


def allowed_interval(wanted: int, window: int) -> int:
    """The interval that is wanted, or the shortest with at most 1,500 points, in whole cells of ten seconds."""
    least = next((step for step in _STEPS if window <= step * _MOST_POINTS), _LONGEST)
    return max(least, _up_to(wanted, FINE))


def kept_interval(interval: int, since: int, kept: Sequence[Kept]) -> int:
    """The interval, or a longer one where the values since then are kept by the minute or by the hour only."""
    fine, minutes, _ = kept
    if since < minutes.since:
        return _up_to(interval, HOUR)
    return _up_to(interval, MINUTE) if since < fine.since else interval


def _up_to(number: int, step: int) -> int:
    return -(-number // step) * step
