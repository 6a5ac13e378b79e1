"""How many lines of DogStatsD, and packed values, an intake takes; `python -m tests.bench.intake` runs this part alone.

Lines are of all types but sets, from 2700 series with four tags; a datagram of packed values has 90 of a distribution.
`Intake.take` counts them into buckets, `settle` writes the points of ten seconds into the store: both are inside, in
seconds of this process's processor. Over sockets, another process sends them a tenth faster than the goal, and this one
reads them in the thread that `dogwatch up` has; what is lost is what was sent and not taken. Each is pinned to a
processor of its own where there are two. What is beside reads the same lines with `split` and sums them up, without
checks, rates, types, times, or names and tags as Datadog stores them; no parser of DogStatsD for Python is known.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import count
from pathlib import Path
from random import Random
from typing import NamedTuple

from dogwatch.local.intake import Intake
from dogwatch.local.intake.sockets import bound_path, bound_port, reading
from tests.bench.processes import RUNS

LINES, VALUES, PACKED = 100_000, 1_000_000, 90
# So many are handed on at once, as the reader of sockets does.
_AT_ONCE = 256
# The sender is this much faster than the goal, and looks at the clock after each of so many parts of what it sends.
_FASTER, _PARTS = 1.1, 500
_TAGS = b"env:prod,service:shop-api,host:h%d,endpoint:/orders/%d"

Row = tuple[str, str, str, str]


class Load(NamedTuple):
    """Datagrams of one second, with how many `units` there are in them, and in each line."""

    name: str
    datagrams: list[bytes]
    units: int
    per_line: int


class Sent(NamedTuple):
    """What came of a load: how many units were taken a second, and how many lost; processor seconds of the intake."""

    rate: float
    lost: int
    busy: float


def single() -> Load:
    kinds = (b"c", b"g", b"h", b"ms", b"d")
    lines = [
        b"shop.metric_%d:%d|%s|#%s" % (n % 100, n % 997, kinds[n % 5], _TAGS % (n % 10, n % 27)) for n in range(LINES)
    ]
    return Load("single", lines, LINES, 1)


def packed() -> Load:
    chance = Random(1)
    texts = [b":".join(b"%.6f" % chance.expovariate(5) for _ in range(PACKED)) for _ in range(1000)]
    number = VALUES // PACKED
    lines = [b"shop.latency_%d:%s|d|#%s" % (n % 20, texts[n % 1000], _TAGS % (n % 6, n % 25)) for n in range(number)]
    return Load("packed", lines, number * PACKED, PACKED)


LOADS = {"single": single, "packed": packed}


def rows() -> Iterator[Row]:
    for load, what in ((single(), "DogStatsD lines of one value"), (packed(), f"values, {PACKED} in a line")):
        goal = f"{LINES if load.per_line == 1 else VALUES}"
        yield f"{what}: a second of one core", goal, *_pure(load)
        yield "  beside: split and summed up in a dictionary", "", *_beside(load)
        for kind, name in ((socket.AF_INET, "UDP"), (socket.AF_UNIX, "a Unix socket")):
            yield from _over(load, kind, f"  over {name}, from another process", goal)


def _pure(load: Load) -> tuple[str, str]:
    second = count(1_700_000_000, 10)
    now = next(second)
    intake = Intake(lambda: now)
    taken = []
    for _ in range(RUNS + 1):
        began = time.process_time()
        for first in range(0, len(load.datagrams), _AT_ONCE):
            intake.take(load.datagrams[first : first + _AT_ONCE])
        now = next(second)
        intake.settle()
        taken.append(time.process_time() - began)
    tally = intake.tally()
    assert tally["lines taken"] == (RUNS + 1) * load.units // load.per_line
    assert not tally["lines malformed"] + tally["lines left_out"]
    # The first run has seen no series yet, which those of a service that goes on have been.
    return _shown([load.units / seconds for seconds in taken[1:]])


def _beside(load: Load) -> tuple[str, str]:
    rates = []
    for _ in range(RUNS):
        began = time.process_time()
        sums: defaultdict[tuple[str, str, frozenset[str]], float] = defaultdict(float)
        for datagram in load.datagrams:
            for line in datagram.decode().split("\n"):
                head, type, tags = line.split("|")
                name, *values = head.split(":")
                sums[name, type, frozenset(tags[1:].split(","))] += sum(map(float, values))
        rates.append(load.units / (time.process_time() - began))
    return _shown(rates)


def _over(load: Load, family: socket.AddressFamily, what: str, goal: str) -> Iterator[Row]:
    runs = [_sent(load, family) for _ in range(RUNS)]
    yield what, goal, *_shown([run.rate for run in runs])
    lost = [run.lost for run in runs]
    yield "    of which are lost", "0", f"{min(lost)}", f"{statistics.median(lost):.0f}"
    busy = [run.busy for run in runs]
    yield "    processor seconds of the intake for them", "1.0", f"{min(busy):.2f}", f"{statistics.median(busy):.2f}"


def _sent(load: Load, family: socket.AddressFamily) -> Sent:
    """A second's load, from another process over a socket into a new intake."""
    intake = Intake(time.time)
    with ExitStack() as stack:
        bound, address = stack.enter_context(_address(family))
        with _pinned(0):
            # The thread that begins here stays there.
            stack.enter_context(reading([bound], intake.take))
        command = [sys.executable, "-m", "tests.bench.intake", "send", load.name, *address]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as sender:
            assert sender.stdin
            assert sender.stdout
            sender.stdout.readline()
            began, busy = time.perf_counter(), time.process_time()
            sender.stdin.close()
            sender.stdout.readline()
            taken, until = _when_still(intake)
    intake.settle()
    units = taken * load.per_line
    return Sent(units / (until - began), load.units - units, time.process_time() - busy)


def _when_still(intake: Intake) -> tuple[int, float]:
    """How many lines were taken once no more come, and since when it is so many."""
    before, taken, since = -1, 0, time.perf_counter()
    while taken != before:
        since = time.perf_counter()
        time.sleep(0.02)
        before, taken = taken, intake.tally()["lines taken"]
    return taken, since


@contextmanager
def _address(family: socket.AddressFamily) -> Iterator[tuple[socket.socket, list[str]]]:
    """A bound socket of datagrams, and what the sender is told of it."""
    with ExitStack() as stack:
        if family == socket.AF_INET:
            bound = stack.enter_context(bound_port(socket.SOCK_DGRAM, "127.0.0.1", 0))
            yield bound, ["127.0.0.1", str(bound.getsockname()[1])]
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="dogwatch-bench-"))
            path = Path(folder) / "dsd.socket"
            yield stack.enter_context(bound_path(socket.SOCK_DGRAM, path)), [str(path)]


@contextmanager
def _pinned(processor: int) -> Iterator[None]:
    """This process on one processor while the block lasts, where it can be said and there are two."""
    if not hasattr(os, "sched_setaffinity") or len(before := os.sched_getaffinity(0)) < 2:
        yield
        return
    os.sched_setaffinity(0, {sorted(before)[processor]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def send(name: str, *address: str) -> None:
    """Sends a load in even parts, once its input has ended; says when it is ready, and when it is done."""
    load = LOADS[name]()
    with socket.socket(socket.AF_INET if len(address) == 2 else socket.AF_UNIX, socket.SOCK_DGRAM) as out, _pinned(1):
        out.connect((address[0], int(address[1])) if len(address) == 2 else address[0])
        print("ready", flush=True)
        sys.stdin.readline()
        began = time.perf_counter()
        for part in range(_PARTS):
            time.sleep(max(0.0, began + part / _PARTS / _FASTER - time.perf_counter()))
            for datagram in load.datagrams[part::_PARTS]:
                out.send(datagram)
        print("done", flush=True)


def _shown(rates: list[float]) -> tuple[str, str]:
    return f"{max(rates):.0f}", f"{statistics.median(rates):.0f}"


if __name__ == "__main__":
    if sys.argv[1:2] == ["send"]:
        send(*sys.argv[2:])
    else:
        for row in rows():
            print("{:<66} {:>8} {:>9} {:>9}".format(*row), flush=True)
