"""Whole processes, timed from outside: start, imports and I/O included."""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.reported import report_durations

RUNS = 5


@dataclass(frozen=True)
class Timing:
    """Seconds of several runs."""

    seconds: Sequence[float]

    @property
    def best(self) -> float:
        return min(self.seconds)

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def timed(run: Callable[[], None], runs: int = RUNS) -> Timing:
    """The time of `run`, several times."""
    return Timing([_seconds(run) for _ in range(runs)])


def timed_on_empty(run: Callable[[str], None], delay: str, runs: int = RUNS) -> Timing:
    """The time of `run`, each time against the address of an embedded Datadog that holds nothing yet."""
    seconds = []
    for _ in range(runs):
        with embedded_datadog(delay) as url:
            seconds.append(_seconds(lambda: run(url)))
    return Timing(seconds)


def _seconds(run: Callable[[], None]) -> float:
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def python(*arguments: str, folder: Path | None = None, environ: Mapping[str, str] | None = None) -> None:
    """Runs this Python with the arguments; a command that fails ends the benchmark, since its time means nothing."""
    ended = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**_cached(), **(environ or {})},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{ended.stdout}{ended.stderr}")


# A process that is begun is counted with what the one that begins it holds at that moment, and this one holds a lot.
_BEGUN_BY_A_SMALL_ONE = """
import json, os, subprocess, sys, time
began = time.perf_counter()
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
seconds = time.perf_counter() - began
process.returncode = os.waitstatus_to_exitcode(status)
most = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(json.dumps([seconds, usage.ru_utime + usage.ru_stime, most]))
sys.exit(process.returncode)
"""


@dataclass(frozen=True)
class Spent:
    """What a process took: seconds from start to end, of them of processor time, and the most memory in bytes."""

    seconds: float
    processor: float
    memory: int


def spent(*arguments: str, folder: Path, environ: Mapping[str, str] | None = None) -> Spent:
    """What this Python takes for the arguments; a command that fails ends the benchmark."""
    begun = [sys.executable, "-c", _BEGUN_BY_A_SMALL_ONE, sys.executable, *arguments]
    environ = {**_cached(), **(environ or {})}
    ended = subprocess.run(begun, cwd=folder, env=environ, capture_output=True, text=True, check=False)
    if ended.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed with {ended.returncode}:\n{ended.stderr}")
    return Spent(*json.loads(ended.stdout))


def peak(*arguments: str, folder: Path, environ: Mapping[str, str] | None = None) -> int:
    """The most memory that this Python has taken for the arguments, in bytes."""
    return spent(*arguments, folder=folder, environ=environ).memory


def _cached() -> dict[str, str]:
    """The environment, with bytecode kept between runs as it is wherever dogwatch is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def timed_start(runs: int = RUNS) -> list[float]:
    """The seconds until the embedded Datadog says where it answers, several times."""
    seconds = []
    for _ in range(runs):
        arguments = [sys.executable, "-m", "dogwatch", "up", "--port", "0"]
        began = time.perf_counter()
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, env=_cached()) as process:
            assert process.stdout is not None
            process.stdout.readline()
            seconds.append(time.perf_counter() - began)
            process.terminate()
    return seconds


@contextmanager
def embedded_datadog(delay: str) -> Iterator[str]:
    """The embedded Datadog in a process of its own, in memory, where durations have reported; gives its address."""
    with embedded_process(delay) as (url, _):
        yield url


def processor_of(pid: int) -> float | None:
    """The seconds of processor time that a running process has taken, in hundredths; None where Linux does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def embedded_process(delay: str) -> Iterator[tuple[str, int]]:
    """The same, with the number of the process."""
    arguments = [sys.executable, "-m", "dogwatch", "up", "--port", "0", "--delay", delay]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            line = process.stdout.readline()
            match = re.search(r"http://[\d.]+:\d+", line)
            if match is None:
                raise SystemExit(f"the embedded Datadog did not say where it answers: {line!r}")
            report_durations(match.group(0))
            yield match.group(0), process.pid
        finally:
            process.terminate()
