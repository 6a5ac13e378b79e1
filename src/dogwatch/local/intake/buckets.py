"""The open bucket of ten seconds into which lines of DogStatsD are counted, by the time when they arrive.

Source: agent pkg/aggregator/time_sampler.go. A bucket begins at a multiple of ten seconds, and what is in it is sent
when it is over. Lines with a time of their own go past the buckets (no_aggregation_stream_worker.go).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sized
from typing import NamedTuple, TypeAlias

from . import datagram
from .accumulators import Accumulator, Count, Distribution, Gauge, Members, Samples
from .datagram import Check, Event, Fields, Malformed, Type
from .points import INTERVAL, Kind, Points, Series

# What takes memory beside the bytes of a text: an entry of a dictionary, and a tag.
_OF_AN_ENTRY, _OF_A_TAG = 300, 100
# What stands behind the value is kept as it was read, but for what is longer than people write.
_KNOWN_FIELDS, _LONG = 10_000, 1000
# What the official client says of itself.
TELEMETRY = "datadog.dogstatsd.client."

_Add: TypeAlias = Callable[[bytes, float], int]
_ACCUMULATORS: dict[Type, Callable[[], Accumulator]] = {
    "c": Count,
    "g": Gauge,
    "s": Members,
    "h": Samples,
    "ms": Samples,
    "d": Distribution,
}


class Context(NamedTuple):
    """What lines have to agree on to be counted together."""

    metric: str
    type: Type
    tags: frozenset[str]


class Limits(NamedTuple):
    """How much a bucket holds at most; what is over is counted, and named as left out.

    `series` of one bucket; `names`, bytes of their names and tags; `values` of eight bytes that wait for its end, more
    than come in ten seconds at a million a second; `others` are events, checks and points with a time of their own.
    """

    series: int = 50_000
    names: int = 128 << 20
    values: int = 16 << 20
    others: int = 10_000


class Bucket(NamedTuple):
    """What came in within the ten seconds from `start`."""

    start: int
    series: dict[Context, Accumulator]


class Arrived(NamedTuple):
    """What is over and can be sent."""

    buckets: list[Bucket]
    timed: list[Points]
    events: list[Event]
    checks: list[Check]


class OverLimit(Exception):
    """There is no room for what came in."""


class Buckets:
    """Counts lines into buckets; not safe to be used from two threads at once.

    `tally` says what came in: `taken` lines, `malformed` ones, those `left_out` for want of room, and `telemetry`, what
    clients say of themselves.
    """

    # Of the open bucket: values that wait, and whether there is room for more of them.
    _held: int
    _is_full: bool

    def __init__(self, host: str = "", limits: Limits = Limits()) -> None:  # noqa: B008 - it cannot change
        self.tally: Counter[str] = Counter()
        self.last_malformed = ""
        self._host, self._limits = host, limits
        self._fields: dict[bytes, Fields] = {}
        self._over = Arrived([], [], [], [])
        self._open(start=0)

    def take(self, packet: bytes, now: float) -> None:
        """Counts the lines of a packet that came at a time, in seconds since 1970."""
        self._advance(now)
        if b"\r" in packet:
            packet = packet.replace(b"\r\n", b"\n").removesuffix(b"\r")
        lines = packet.split(b"\n")
        entries, held, taken = self._entries, self._held, len(lines)
        for line in lines:
            head, _, tail = line.partition(b"|")
            name, _, raw = head.partition(b":")
            try:
                entry = entries.get((name, tail))
                if entry is None:
                    if not line:
                        taken -= 1
                        continue
                    entry = self._entry(line, name, tail)
                add, weight = entry
                held += add(raw, weight)
            except Malformed as wrong:
                self.tally["malformed"] += 1
                self.last_malformed = f"{wrong}: {line[:200]!r}"
            except OverLimit:
                self.tally["left_out"] += 1
        self.tally["taken"] += taken
        self._held = held
        if held > self._limits.values and not self._is_full:
            self._is_full = True
            self._entries.clear()

    def over(self, now: float) -> Arrived:
        """What is over by a time, which is given away."""
        self._advance(now)
        over, self._over = self._over, Arrived([], [], [], [])
        return over

    def _advance(self, now: float) -> None:
        """Begins the bucket of a time unless it is open; a clock that is turned back opens none."""
        start = int(now) // INTERVAL * INTERVAL
        if start > self._start:
            if self._series:
                self._over.buckets.append(Bucket(self._start, self._series))
            self._open(start)

    def _open(self, start: int) -> None:
        self._start = start
        self._series: dict[Context, Accumulator] = {}
        # By name and by all that stands behind the value, as they are written; lines are alike for most of the time.
        self._entries: dict[tuple[bytes, bytes], tuple[_Add, float]] = {}
        self._names = self._written = self._held = 0
        self._is_full = False

    def _entry(self, line: bytes, name: bytes, tail: bytes) -> tuple[_Add, float]:
        """How the values of such lines are added, and how many each stands for."""
        if line.startswith((datagram.EVENT, datagram.CHECK)):
            return self._other(line), 1.0
        fields = self._fields_of(tail)
        metric = datagram.metric_name(name)
        if fields.at is not None:
            return self._past_the_buckets(metric, fields, fields.at), 1.0
        add = self._telemetry if metric.startswith(TELEMETRY) else self._add_to(metric, fields)
        self._written += len(name) + len(tail) + _OF_AN_ENTRY
        if self._written > self._limits.names:
            self._entries.clear()
            self._written = 0
        self._entries[name, tail] = add, fields.weight
        return add, fields.weight

    def _fields_of(self, tail: bytes) -> Fields:
        found = self._fields.get(tail)
        if found is None:
            found = datagram.fields(tail, self._host)
            if len(self._fields) >= _KNOWN_FIELDS:
                self._fields.clear()
            if len(tail) <= _LONG:
                self._fields[tail] = found
        return found

    def _add_to(self, metric: str, fields: Fields) -> _Add:
        context = Context(metric, fields.type, fields.tags)
        found = self._series.get(context)
        if found is None:
            self._names += len(metric) + sum(_OF_A_TAG + len(tag) for tag in fields.tags) + _OF_AN_ENTRY
            if len(self._series) >= self._limits.series or self._names > self._limits.names:
                raise OverLimit
            found = self._series[context] = _ACCUMULATORS[fields.type]()
        return _refuse if self._is_full and not isinstance(found, Count | Gauge) else found.add

    def _past_the_buckets(self, metric: str, fields: Fields, at: int) -> _Add:
        def add(raw: bytes, weight: float) -> int:
            for value in datagram.numbers(raw):
                self._room(self._over.timed)
                # A counter is sent as its rate; its sample rate plays no part here.
                kind: Kind = "rate" if fields.type == "c" else "gauge"
                sent = value / INTERVAL if fields.type == "c" else value
                self._over.timed.append(Points(Series(metric, kind, fields.tags), [at], [sent]))
            return 0

        return add

    def _other(self, line: bytes) -> _Add:
        if line.startswith(datagram.EVENT):
            self._room(self._over.events)
            self._over.events.append(datagram.event(line, self._host))
        else:
            self._room(self._over.checks)
            self._over.checks.append(datagram.check(line, self._host))
        return _nothing

    def _room(self, held: Sized) -> None:
        if len(held) >= self._limits.others:
            raise OverLimit

    def _telemetry(self, raw: bytes, weight: float) -> int:
        self.tally["telemetry"] += 1
        return 0


def _nothing(raw: bytes, weight: float) -> int:
    return 0


def _refuse(raw: bytes, weight: float) -> int:
    raise OverLimit
