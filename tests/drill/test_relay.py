from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from dogwatch.client import Http, expect, local
from dogwatch.drill.relay import Relay, relaying
from dogwatch.kinds import Request
from dogwatch.local import Agent, running


@contextmanager
def agent() -> Iterator[tuple[socket.socket, int]]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
        own.bind(("127.0.0.1", 0))
        own.settimeout(5)
        yield own, own.getsockname()[1]


def send(relay: Relay, packet: bytes) -> None:
    host, _, port = relay.url.removeprefix("udp://").partition(":")
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
        own.sendto(packet, (host, int(port)))


def held(relay: Relay, number: int) -> list[bytes]:
    end, lines = time.monotonic() + 5, relay.held()
    while len(lines) < number and time.monotonic() < end:
        time.sleep(0.01)
        lines += relay.held()
    return lines


def test_holds_back_what_comes_until_it_passes_it_on() -> None:
    with agent() as (own, port), relaying(port) as relay:
        send(relay, b"a:1|c\nb:2|g")
        assert held(relay, 2) == [b"a:1|c", b"b:2|g"]
        assert relay.held() == []
        relay.pass_on(1)
        send(relay, b"c:3|g")
        assert own.recv(100) == b"c:3|g"


@pytest.mark.parametrize(
    ("line", "passed"),
    [
        (b"hits:2|c|#a:b", b"hits:2|c|#a:b|@0.100000000"),
        (b"took:0.1:0.2|d|#a:b|c:id", b"took:0.1:0.2|d|#a:b|c:id|@0.100000000"),
        (b"age:5|g|#a:b", b"age:5|g|#a:b"),
        (b"people:x|s", b"people:x|s"),
        (b"_e{1,1}:a|c|c", b"_e{1,1}:a|c|c"),
        (b"nonsense", b"nonsense"),
    ],
)
def test_calls_count_for_more_and_all_else_stays_as_it_is(line: bytes, passed: bytes) -> None:
    with agent() as (own, port), relaying(port) as relay:
        relay.pass_on(10)
        send(relay, line)
        assert own.recv(100) == passed


@pytest.mark.parametrize("is_count_already", [False, True])
def test_the_embedded_datadog_counts_them_so(is_count_already: bool) -> None:
    with running(agent=Agent(0)) as server:
        assert server.agent.dogstatsd_port
        http = Http(local(port=int(server.url.rpartition(":")[2])))
        now = int(time.time())
        if is_count_already:
            past = {"metric": "hits", "type": "count", "points": [[now - 300, 7]], "tags": ["env:prod"]}
            expect(http(Request("POST", "/api/v1/series", body={"series": [past]})), "series")
        with relaying(server.agent.dogstatsd_port) as relay:
            relay.pass_on(120)
            send(relay, b"hits:2|c|#env:prod\ntook:0.5|d|#env:prod")
            end, found = time.monotonic() + 20, 0.0
            while not found and time.monotonic() < end:
                time.sleep(0.2)
                asked = (("query", "sum:hits{env:prod}.as_count()"), ("from", str(now - 60)), ("to", str(now + 60)))
                series = expect(http(Request("GET", "/api/v1/query", asked)), "query")["series"]
                found = sum(value for each in series for _, value in each["pointlist"] if value)
            http.close()
    assert found == pytest.approx(240, rel=1e-3)
