"""What a tracked call costs, beside the same by hand with Datadog's client; a part of `make bench`.

By hand means what `track` does in datadogpy's terms: two metrics for each call, a count and a distribution, with tags.
All variants take turns in short rounds, so that a busy machine slows all of them alike. `python -m
tests.bench.instrument` runs this part alone.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

import datadog
from datadog.dogstatsd import DogStatsd

from dogwatch.instrument.client import Client
from dogwatch.instrument.ending import Ending
from dogwatch.instrument.settings import read_settings
from dogwatch.instrument.track import Track
from tests.bench import asgi, spans
from tests.instrument.sink import sink

ROUNDS, CALLS = 200, 500
THREADS = 16
RATE, SECONDS = 100_000, 5
HOUR = 3600

Row = tuple[str, str, str, str]


def rows() -> Iterator[Row]:
    """What was measured, the goal, and the best and the median of the rounds."""
    yield from _functions()
    yield from _coroutines()
    yield from asgi.rows()
    yield from spans.rows()
    yield from _threads()
    yield from _sustained()
    yield from _away()
    yield from _import()


def _nothing(number: int) -> int:
    return number


def _some(number: int) -> int:
    """About as much work as a tracked call of `_nothing`."""
    return sum(_nothing(one) for one in range(15))


async def _nothing_async(number: int) -> int:
    return number


def _functions() -> Iterator[Row]:
    with _client() as client, _by_hand(_nothing) as others:
        variants: dict[str, Callable[[int], int]] = {
            "a function": _nothing,
            "tracked": _tracked(client, _nothing, cpu=False),
            "tracked with sampled CPU": _tracked(client, _nothing, cpu=None),
            **others,
        }
        times = _in_turns({name: lambda f=function: _loop(f) for name, function in variants.items()}, client)  # type: ignore[misc]
    yield from _beyond(times, "a function", {"tracked": "1.0 µs", "tracked with sampled CPU": "1.2 µs"}, "function")


def _coroutines() -> Iterator[Row]:
    with _client() as client:
        tracked = _tracked(client, _nothing_async, cpu=None)
        variants = {"a coroutine": lambda: _drive(_nothing_async), "tracked": lambda: _drive(tracked)}
        times = _in_turns(variants, client)
    yield from _beyond(times, "a coroutine", {"tracked": "1.6 µs"}, "coroutine")


def _in_turns(variants: dict[str, Callable[[], None]], client: Client) -> dict[str, list[float]]:
    """Seconds per call of each round of each variant."""
    times: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(ROUNDS):
        for name, run in variants.items():
            began = time.perf_counter()
            run()
            times[name].append((time.perf_counter() - began) / CALLS)
        client.flush()
    return times


def _loop(function: Callable[[int], int]) -> None:
    for number in range(CALLS):
        function(number)


def _drive(function: Callable[[int], Coroutine[Any, Any, int]]) -> None:
    async def all_of_them() -> None:
        for number in range(CALLS):
            await function(number)

    steps = all_of_them()
    try:
        steps.send(None)
    except StopIteration:
        return


def _beyond(times: dict[str, list[float]], bare: str, goals: dict[str, str], noun: str) -> Iterator[Row]:
    """What each variant costs beyond the bare call."""
    without = times[bare]
    for name, seconds in times.items():
        if name != bare:
            best = min(seconds) - min(without)
            beyond = statistics.median(seconds) - statistics.median(without)
            what = f"a call of a {noun}, {name}" if name in goals else f"  beside: {name}"
            yield what, goals.get(name, ""), _micro(best), _micro(beyond)


def _threads() -> Iterator[Row]:
    """The same calls in sixteen threads, on all cores and on one."""
    with _client() as client:
        variants = {"tracked": _tracked(client, _nothing, cpu=None), "as much work, not tracked": _some}
        for name, call in variants.items():
            ratios = [_slower_on_all_cores(call, client) for _ in range(9)]
            what = f"{THREADS} threads on {os.cpu_count()} cores, times as slow as on one: {name}"
            goal = "1.3" if name == "tracked" else ""
            yield what, goal, f"{min(ratios):.2f}", f"{statistics.median(ratios):.2f}"


def _slower_on_all_cores(call: Callable[[int], int], client: Client) -> float:
    spread = _with_threads(call)
    cores = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(cores)})
    pinned = _with_threads(call)
    os.sched_setaffinity(0, cores)
    client.flush()
    return spread / pinned


def _with_threads(call: Callable[[int], int]) -> float:
    threads = [threading.Thread(target=lambda: [call(number) for number in range(20_000)]) for _ in range(THREADS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


SUSTAINED = f"""
import sys, time
from dogwatch.instrument import track
call = track("checkout")(lambda: None)
end = time.perf_counter()
for tick in range({SECONDS} * 100):
    for _ in range({RATE} // 100):
        call()
    end += 0.01
    time.sleep(max(0, end - time.perf_counter()))
late = time.perf_counter() - end
print(max(0, late))
"""


def _sustained() -> Iterator[Row]:
    """A service in a process of its own, its Agent here."""
    with tempfile.TemporaryDirectory(prefix="dogwatch-bench-") as folder, sink("unixgram", Path(folder)) as taking:
        environ = {**os.environ, "DD_DOGSTATSD_URL": taking.url}
        ended = subprocess.run([sys.executable, "-c", SUSTAINED], env=environ, capture_output=True, check=True)
        taking.arrived(lambda: taking.count("feature.hits") >= RATE * SECONDS)
        time.sleep(1)  # durations come after hits; those that do not are lost
        lost = RATE * SECONDS - len(taking.all_values("feature.duration"))
    yield f"durations lost of {RATE:,} calls a second for {SECONDS} s", "0", str(lost), ""
    yield "  so far behind that rate at the end", "", f"{float(ended.stdout) * 1000:.0f} ms", ""


AWAY = f"""
import resource, time
from dogwatch.instrument import interaction, tag, track, configure
from dogwatch.instrument.client import process_client
configure(allow_tags=["region"])
client = process_client()
client.stop(1)
@track("checkout")
def call(number):
    interaction("pay", user=number)
    tag(region=number)
def second():
    for number in range(100): call(number)
    client.flush()
for _ in range(60): second()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for _ in range({HOUR}): second()
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""


def _away() -> Iterator[Row]:
    """An hour of flushes that nobody takes, as fast as they go."""
    environ = {**os.environ, "DD_DOGSTATSD_URL": "unix:///nowhere/dsd.socket"}
    ended = subprocess.run([sys.executable, "-c", AWAY], env=environ, capture_output=True, check=True)
    yield "memory gained in an hour without an Agent", "1 MB", f"{int(ended.stdout) / 1024:.1f} MB", ""


def _import() -> Iterator[Row]:
    pairs = [(_imported("dogwatch.instrument"), _imported("sys")) for _ in range(15)]
    beyond, empty = [ours - python for ours, python in pairs], [python for _, python in pairs]
    yield "import dogwatch.instrument, beyond Python", "20 ms", _milli(min(beyond)), _milli(statistics.median(beyond))
    yield "  beside: python that does nothing", "", _milli(min(empty)), _milli(statistics.median(empty))


def _imported(module: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-I", "-c", f"import {module}"], check=True)
    return time.perf_counter() - began


@contextmanager
def _client() -> Iterator[Client]:
    """A client whose packets go to a port where nobody reads them."""
    with tempfile.TemporaryDirectory(prefix="dogwatch-bench-") as folder, sink("udp", Path(folder)) as taking:
        client = Client(read_settings({"DD_DOGSTATSD_URL": taking.url, "DD_ENV": "bench"}))
        yield client
        client.close()


_NAMES = count()


def _tracked(client: Client, function: Callable[..., Any], cpu: bool | None) -> Callable[..., Any]:
    return Track(Ending(client.recording.calls(f"bench-{next(_NAMES)}", 0.4)), cpu)(function)


@contextmanager
def _by_hand(function: Callable[[int], int]) -> Iterator[dict[str, Callable[[int], int]]]:
    """The same calls with datadogpy: as it is, buffered, and with what it can do best."""
    with tempfile.TemporaryDirectory(prefix="dogwatch-bench-") as folder, sink("udp", Path(folder)) as taking:
        port = int(re.findall(r"\d+$", taking.url)[0])
        where = {"host": "127.0.0.1", "port": port, "disable_telemetry": True, "constant_tags": ["env:bench"]}
        clients = {
            "datadogpy's defaults": DogStatsd(**where),
            "datadogpy, buffered": DogStatsd(**where, disable_buffering=False),
            "datadogpy, aggregated, sent by a thread": DogStatsd(
                **where, disable_buffering=False, disable_aggregation=False, disable_background_sender=False
            ),
        }
        yield {name: _reported(client, function) for name, client in clients.items()}
        for client in clients.values():
            client.stop()
            client.close_socket()


def _reported(client: DogStatsd, function: Callable[[int], int]) -> Callable[[int], int]:
    tags = ["feature:checkout", "outcome:ok"]

    def call(number: int) -> int:
        began = time.perf_counter()
        try:
            return function(number)
        finally:
            client.distribution("feature.duration", time.perf_counter() - began, tags=tags)
            client.increment("feature.hits", tags=tags)

    return call


def _micro(seconds: float) -> str:
    return f"{seconds * 1e6:.2f} µs"


def _milli(seconds: float) -> str:
    return f"{seconds * 1e3:.0f} ms"


def main() -> None:
    print(f"datadogpy {datadog.__version__}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    for row in rows():
        print("{:<66} {:>8} {:>9} {:>9}".format(*row), flush=True)


if __name__ == "__main__":
    main()
