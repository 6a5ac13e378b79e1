"""What N known calls produce is what arrives: over all sockets, with threads and gevent, after an Agent was away."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest

from dogwatch.instrument import complaints
from dogwatch.instrument.client import Client
from dogwatch.instrument.ending import Ending
from dogwatch.instrument.settings import read_settings
from dogwatch.instrument.track import Track
from tests.instrument.programs import CALLS, arrived, service, surroundings
from tests.instrument.sink import Sink, sink


@pytest.mark.parametrize("kind", ["udp", "unixgram", "unixstream"])
def test_all_calls_arrive_also_those_before_the_end(tmp_path: Path, kind: str) -> None:
    with sink(kind, tmp_path) as taking:
        service(f"{CALLS}\nseveral(range(5000))", taking.url)
        arrived(taking, 5000)
        assert all({"env:test", "service:shop-api"} <= tags for _, tags in taking.counts)
        assert all(0 < took < 1 for took in taking.all_values("feature.duration"))
    assert [len(users) for users in taking.members.values()] == [50]


def test_an_address_may_leave_open_whether_the_socket_is_a_stream(tmp_path: Path) -> None:
    with sink("unixstream", tmp_path) as taking:
        service(f"{CALLS}\nseveral(range(100))", taking.url.replace("unixstream", "unix"))
        arrived(taking, 100)


def test_calls_of_many_threads_arrive(tmp_path: Path) -> None:
    code = f"""{CALLS}
from concurrent.futures import ThreadPoolExecutor
with ThreadPoolExecutor(16) as pool:
    list(pool.map(several, [range(i * 500, i * 500 + 500) for i in range(32)]))
"""
    with sink("unixgram", tmp_path) as taking:
        service(code, taking.url)
        arrived(taking, 16_000)


def test_greenlets_of_gevent_keep_their_calls_apart(tmp_path: Path) -> None:
    code = f"""
from gevent import monkey; monkey.patch_all()
{CALLS}
import gevent, time
from dogwatch.instrument import current_feature
def turn(number):
    with track("even" if number % 2 == 0 else "odd"):
        time.sleep(0.001 * (number % 7))
        assert current_feature() == ("even" if number % 2 == 0 else "odd")
    several([number])
gevent.joinall([gevent.spawn(turn, number) for number in range(200)], raise_error=True)
time.sleep(1.2)
several(range(200))
"""
    with sink("unixgram", tmp_path) as taking:
        service(code, taking.url)
        taking.arrived(lambda: taking.count("feature.hits", feature="checkout") >= 400)
        assert [taking.count("feature.hits", feature=name) for name in ("even", "odd")] == [100, 100]
        assert taking.count("feature.hits", feature="checkout", outcome="error") == 40


def reporting_to(url: str) -> Client:
    return Client(read_settings({"DD_DOGSTATSD_URL": url}))


@pytest.mark.parametrize("kind", ["unixgram", "unixstream", "udp"])
def test_an_agent_that_starts_again_gets_what_comes_after_and_hears_of_the_rest(tmp_path: Path, kind: str) -> None:
    with sink(kind, tmp_path) as taking:
        url, agents = taking.url, [taking]
        client = reporting_to(url)
        call = Track(Ending(client.recording.calls("checkout", None)))(lambda: None)
    port = int(url.rpartition(":")[2]) if kind == "udp" else 0
    for _ in range(2):
        call()
        client.flush()  # nobody is there
        with sink(kind, tmp_path, port=port) as taking:
            agents.append(taking)
            for _ in range(3):
                call()
                client.flush()
            taking.arrived(lambda taking=taking: taking.count("dogwatch.client.dropped", reason="no_agent") > 0)  # type: ignore[misc]
            taking.arrived(lambda taking=taking: taking.count("feature.hits") >= 2)  # type: ignore[misc]
    client.close()
    # A hit, a duration and the number in flight of each of eight calls, the processor time of the first.
    made = 8 * 3 + 1
    assert sum(values(agent) + agent.count("dogwatch.client.dropped") for agent in agents) == made


class Stepped:
    """A clock that goes on when it is told to."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.mark.parametrize("kind", ["unixgram", "unixstream", "udp"])
def test_an_agent_that_was_away_for_an_hour_hears_how_much_it_missed_and_no_memory_is_kept(
    tmp_path: Path, kind: str
) -> None:
    clock, rate = Stepped(), 40
    with sink(kind, tmp_path) as taking:
        url = taking.url  # of a socket that is closed by now
    client = Client(read_settings({"DD_DOGSTATSD_URL": url}), clock)
    calls = client.recording.calls("checkout", None)
    call = Track(Ending(calls))(lambda: None)

    def seconds(number: int) -> None:
        for _ in range(number):
            for _ in range(rate):
                call()
                client.recording.interacted("checkout", "pay", None)
            clock.now += 1
            client.flush()

    seconds(60)
    tracemalloc.start()
    seconds(3540)
    kept, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert [calls.durations, calls.marked, calls.processor] == [[], [], []]
    assert kept < 50_000

    # A second has its durations, and one value each of hits, interactions and the number in flight. The processor time
    # of every sixteenth call is measured, and every ten seconds what the process takes, of memory and of processors.
    made = 3640 * (rate + 3) + 3640 * rate // 16 + 2 * 364
    port = int(url.rpartition(":")[2]) if kind == "udp" else 0
    with sink(kind, tmp_path, port=port) as taking:
        seconds(40)
        taking.arrived(lambda: values(taking) + taking.count("dogwatch.client.dropped", reason="no_agent") == made)
    client.close()
    # A refusal of UDP comes with the packet after.
    assert values(taking) >= (39 if kind == "udp" else 40) * (rate + 3)


def values(taking: Sink) -> int:
    """How many values of metrics have arrived, without what is said of those that have not."""
    lines = [line for packet in list(taking.packets) for line in packet.decode().split("\n")]
    return sum(line.partition("|")[0].count(":") for line in lines if "dogwatch.client.dropped" not in line)


def test_what_was_lost_is_said_until_it_is_heard(tmp_path: Path) -> None:
    client = reporting_to(f"unixgram://{tmp_path}/dsd.socket")
    client.recording.lost("no_feature", 5)
    for _ in range(3):
        client.flush()
    with sink("unixgram", tmp_path) as taking:
        client.flush()
        client.flush()
        taking.arrived(lambda: taking.count("dogwatch.client.dropped") > 0)
    client.close()
    assert taking.counts == {("dogwatch.client.dropped", frozenset({"reason:no_feature"})): 5}


@pytest.mark.parametrize("url", ["udp://127.0.0.1:1", "unix:///nowhere/dsd.socket"])
def test_without_an_agent_nothing_fails_and_the_process_ends_in_time(url: str) -> None:
    began = time.monotonic()
    service(f"{CALLS}\nseveral(range(1000))\nimport dogwatch.instrument as i; i.flush()", url)
    assert time.monotonic() - began < 10


def test_a_host_that_is_none_fails_nothing_either_and_is_said() -> None:
    url = "udp://no.such.host.invalid:8125"
    code = f"{CALLS}\nseveral(range(1000))"
    ended = subprocess.run(
        [sys.executable, "-c", code], env=surroundings(url), capture_output=True, text=True, timeout=60
    )
    assert (ended.returncode, ended.stderr) == (0, f"nothing can be sent to {url}: metrics are lost, and counted\n")


def test_an_agent_that_reads_nothing_costs_the_flush_its_patience_and_is_counted(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as deaf:
        deaf.bind(str(tmp_path / "dsd.socket"))
        client = reporting_to(f"unixgram://{tmp_path}/dsd.socket")
        calls = client.recording.calls("checkout", None)
        for _ in range(40):
            calls.durations.extend([10**6] * 40_000)
            client.flush()
            lost = client.recording.take_lost().counts["dogwatch.client.dropped", ("reason:full",)]
            if lost:
                break
    client.close()
    assert lost > 0


def test_a_silent_process_says_that_it_lives(tmp_path: Path) -> None:
    with sink("unixgram", tmp_path) as taking:
        client = reporting_to(taking.url)
        client.recording.calls("checkout", 0.4)
        client._beat_at -= 10
        client.flush()
        taking.arrived(lambda: len(taking.values) == 3)
    client.close()
    assert taking.counts == {("feature.hits", frozenset({"feature:checkout", "outcome:ok", "fast:true"})): 0}
    assert taking.all_values("feature.process.memory")[0] > 10**6
    assert taking.all_values("feature.process.cpu")[0] >= 0


def test_a_block_starts_the_thread_again_where_it_has_stopped() -> None:
    code = f"""{CALLS}
from dogwatch.instrument.client import process_client
for _ in range(2):
    with track("block"):
        assert threading.active_count() == 2
    process_client().stop(1)
    assert threading.active_count() == 1
"""
    service(code, "udp://127.0.0.1:1")


def test_a_flush_that_fails_is_told_once_and_the_next_one_goes_on(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = reporting_to("udp://127.0.0.1:1")
    monkeypatch.setattr(client.recording, "take", lambda beat: 1 / 0)
    client.flush()
    client.flush()
    assert [record.getMessage() for record in caplog.records] == [
        "a flush failed: ZeroDivisionError('division by zero')"
    ]


def test_importing_loads_nothing_that_takes_long_and_starts_nothing() -> None:
    code = """
import sys, threading
import typing
before = set(sys.modules)
compiled = []
sys.addaudithook(lambda event, told: event == "compile" and told[1] == "<string>" and compiled.append(told[0]))
import dogwatch.instrument
assert threading.active_count() == 1
# NamedTuple and TypeVar compile types that are texts, and the first costs 0.7 ms; the former makes a function besides.
assert all(text.startswith(b"lambda _cls, ") for text in compiled), compiled
loaded = sys.modules.keys() - before
late = {"asyncio", "dataclasses", "hashlib", "inspect", "json", "logging", "pathlib", "socket", "urllib.parse"}
print(*sorted(loaded & late))
print(*sorted({name.partition(".")[0] for name in loaded} - sys.stdlib_module_names))
print(*sorted(name for name in loaded if name.startswith("dogwatch.") and "instrument" not in name))
"""
    assert service(code, "udp://127.0.0.1:1", "-I").stdout.splitlines() == [
        "",
        "dogwatch",
        "dogwatch.names dogwatch.routes",
    ]


@pytest.mark.parametrize(
    ("url", "level", "said"),
    [
        ("unixgram:///nowhere/dsd.socket", "INFO", "no Agent at unixgram:///nowhere/dsd.socket"),
        ("udp://nobody.invalid:8125", "WARNING", "nothing can be sent to udp://nobody.invalid:8125"),
    ],
)
def test_that_nobody_takes_metrics_is_said_once(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch, url: str, level: str, said: str
) -> None:
    monkeypatch.setattr(complaints, "_LOGGED", set())
    client = Client(read_settings({"DD_DOGSTATSD_URL": url}))
    with caplog.at_level("INFO", logger="dogwatch.instrument"):
        for _ in range(2):
            client.recording.interacted("checkout", "pay", None)
            client.flush()
    (record,) = caplog.records
    assert record.levelname == level
    assert record.message.startswith(said)
