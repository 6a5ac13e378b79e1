"""The wrapper in which workflows call dogwatch."""

from __future__ import annotations

import re
import signal
import subprocess
import sys

import pytest

from tests.workflows.files import ROOT

QUIETLY = str(ROOT / ".ci" / "quietly")
# Ends when it is told to, and takes a moment to finish what it does.
FINISHING = """
import signal, sys, time
def finish(number, frame):
    time.sleep(0.3)
    print("finished", flush=True)
    sys.exit(143)
signal.signal(signal.SIGTERM, finish)
print("begun", flush=True)
while True:
    time.sleep(1)
"""


def quietly(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([QUIETLY, *command], capture_output=True, text=True, timeout=30, check=False)


@pytest.mark.parametrize("code", [0, 1, 4, 130])
def test_ends_with_what_the_command_ends_with(code: int) -> None:
    assert quietly("bash", "-c", f"exit {code}").returncode == code


def test_the_word_that_ends_the_silence_comes_last() -> None:
    ended = quietly("bash", "-c", "echo said; echo also >&2")
    assert ended.stdout == ""
    first, *between, last = ended.stderr.splitlines()
    assert re.fullmatch(r"::stop-commands::[0-9a-f]{32}", first)
    assert last == f"::{first.removeprefix('::stop-commands::')}::"
    assert sorted(between) == ["also", "said"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_whoever_cancels_tells_the_command_and_waits_for_it(number: signal.Signals) -> None:
    command = [QUIETLY, sys.executable, "-c", FINISHING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        assert [process.stderr.readline() for _ in range(2)][1] == "begun\n"
        process.send_signal(number)
        *said, last = process.stderr.read().splitlines()
        assert process.wait(30) == 143
    assert said == ["finished"]
    assert last.startswith("::")
