"""An Agent that keeps nothing: whoever listens is told of each metric and each span as it came."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Protocol

from .api.agent.app import application
from .api.world import World
from .intake import Intake, SpanMetric
from .intake.datagram import CHECK, EVENT, Malformed, Type, fields, metric_name, numbers
from .intake.sockets import bound_port, reading
from .intake.stats import Stats
from .intake.traces import Payload
from .server import LOOPBACK, Threaded
from .store import Store

__all__ = ["Listener", "listening"]


class Listener(Protocol):
    """What is told of all that comes; metrics and spans come from two threads."""

    def metric(self, name: str, type: Type, tags: frozenset[str], values: Sequence[float]) -> None:
        """A line of DogStatsD, name and tags as Datadog stores them; a member of a set is a one."""

    def span(self, service: str, tags: frozenset[str]) -> None:
        """A span with the texts that it has, as tags."""

    def malformed(self, reason: str) -> None:
        """A line that no Agent takes."""


@contextmanager
def listening(dogstatsd_port: int, trace_port: int, listener: Listener) -> Iterator[tuple[int, int]]:
    """Listens in the place of an Agent while the block lasts; gives both ports, 0 takes a free one.

    Raises UsageError for a port in use.
    """
    with (
        bound_port(socket.SOCK_DGRAM, LOOPBACK, dogstatsd_port) as metrics,
        bound_port(socket.SOCK_STREAM, LOOPBACK, trace_port) as traces,
        Store(None) as store,
    ):
        intake = _Hearing(listener)
        agent = application(World(store, intake=intake))
        with Threaded(agent, [traces], _nothing).in_thread(), reading([metrics], intake.take):
            yield metrics.getsockname()[1], traces.getsockname()[1]


class _Hearing(Intake):
    """Hands on what comes in instead of counting it; what tracers have counted themselves says nothing of features."""

    def __init__(self, listener: Listener) -> None:
        super().__init__(time.time)
        self._listener = listener

    def take(self, packets: Iterable[bytes]) -> None:
        for packet in packets:
            for line in packet.splitlines():
                if line and not line.startswith((EVENT, CHECK)):
                    self._line(line)

    def take_traces(
        self, payload: Payload, metrics: Iterable[SpanMetric], *, is_counted: bool, has_top_level: bool
    ) -> None:
        for span in (span for trace in payload.traces for span in trace):
            self._listener.span(span.service or "", frozenset(f"{key}:{text}" for key, text in span.texts.items()))

    def take_stats(self, stats: Stats) -> None:
        pass

    def _line(self, line: bytes) -> None:
        head, _, tail = line.partition(b"|")
        name, _, raw = head.partition(b":")
        try:
            read = fields(tail, "")
            values = [1.0] if read.type == "s" else numbers(raw)
            self._listener.metric(metric_name(name), read.type, read.tags, values)
        except Malformed as wrong:
            self._listener.malformed(f"{wrong}: {line[:200].decode('utf-8', 'replace')!r}")


def _nothing() -> None:
    """What is to be done each second where nothing is kept."""
