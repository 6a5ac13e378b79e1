from __future__ import annotations

import socket
import time
from collections.abc import Callable, Sequence
from urllib.request import Request, urlopen

import msgspec
import pytest

from dogwatch.errors import UsageError
from dogwatch.local import listening


class Ear:
    """Writes down what it is told."""

    def __init__(self) -> None:
        self.metrics: list[tuple[str, str, frozenset[str], list[float]]] = []
        self.spans: list[tuple[str, frozenset[str]]] = []
        self.broken: list[str] = []

    def metric(self, name: str, type: str, tags: frozenset[str], values: Sequence[float]) -> None:
        self.metrics.append((name, type, tags, list(values)))

    def span(self, service: str, tags: frozenset[str]) -> None:
        self.spans.append((service, tags))

    def malformed(self, reason: str) -> None:
        self.broken.append(reason)


def send(port: int, packet: bytes) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sending:
        sending.sendto(packet, ("127.0.0.1", port))


def arrives(something: Callable[[], object]) -> bool:
    """Whether it comes to be there; UDP takes its time."""
    end = time.monotonic() + 10
    while not something() and time.monotonic() < end:
        time.sleep(0.01)
    return bool(something())


def test_tells_of_each_metric_as_datadog_would_store_it() -> None:
    ear = Ear()
    with listening(0, 0, ear) as (metrics, _):
        send(metrics, b"feature.hits:2|c|#Feature:Cart\nfeature.users:ann|s\n_sc|up|0\n_e{1,1}:a|b")
        assert arrives(lambda: len(ear.metrics) == 2)
    assert ear.metrics == [
        ("feature.hits", "c", frozenset({"feature:cart"}), [2.0]),
        ("feature.users", "s", frozenset(), [1.0]),
    ]


def test_tells_of_lines_that_no_agent_takes() -> None:
    ear = Ear()
    with listening(0, 0, ear) as (metrics, _):
        send(metrics, b"feature.hits:x|c")
        assert arrives(lambda: ear.broken)
    assert ear.broken == ["no number: 'feature.hits:x|c'"]


def test_tells_of_spans_with_their_texts() -> None:
    ear = Ear()
    span = {"service": "shop-api", "name": "web", "meta": {"feature": "cart"}, "trace_id": 1, "span_id": 1}
    with listening(0, 0, ear) as (_, traces):
        url, body = f"http://127.0.0.1:{traces}/v0.4/traces", msgspec.msgpack.encode([[span]])
        with urlopen(Request(url, body, {"Content-Type": "application/msgpack"}, method="PUT")) as answer:
            assert answer.status == 200
    assert ear.spans == [("shop-api", frozenset({"feature:cart"}))]


def test_a_port_in_use_is_named() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=f"port {port} is in use"), listening(port, 0, Ear()):
            raise AssertionError("nobody can listen there")
