"""The end of the process."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

_BEGIN = "import atexit, sys, threading, time\nfrom dogwatch.cli.ending import Ending\nend = Ending()\n"


def _ended(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", _BEGIN + code], capture_output=True, text=True, timeout=30)


@pytest.mark.parametrize("code", [0, 2, 3])
def test_the_process_ends_with_the_code(code: int) -> None:
    assert _ended(f"end({code})").returncode == code


def test_an_exception_that_nobody_handles_is_code_1_and_a_traceback() -> None:
    ended = _ended("raise ValueError('of a defect')")
    assert (ended.returncode, "ValueError: of a defect" in ended.stderr) == (1, True)


def test_what_was_written_is_there() -> None:
    ended = _ended("sys.stdout.write('out')\nsys.stderr.write('err')\nend(0)")
    assert (ended.stdout, ended.stderr) == ("out", "err")


def test_threads_end_before_and_so_does_what_was_registered_for_the_end() -> None:
    ended = _ended(
        "threading.Thread(target=lambda: (time.sleep(0.2), print('thread'))).start()\n"
        "atexit.register(print, 'registered')\n"
        "end(0)"
    )
    assert ended.stdout.split() == ["thread", "registered"]


def test_objects_are_not_taken_apart_one_by_one() -> None:
    ended = _ended("class Loud:\n    def __del__(self):\n        print('taken apart')\nloud = Loud()\nend(0)")
    assert ended.stdout == ""


def test_a_reader_who_is_gone_is_told_of_as_python_does() -> None:
    code = _BEGIN + "sys.stdout.write('x')\nend(0)"
    environ = {**os.environ, "PYTHONUNBUFFERED": ""}  # else it is told of where it writes
    reader, writer = os.pipe()
    os.close(reader)
    try:
        ended = subprocess.run(
            [sys.executable, "-c", code], stdout=writer, stderr=subprocess.PIPE, env=environ, timeout=30
        )
    finally:
        os.close(writer)
    assert (ended.returncode, b"BrokenPipeError" in ended.stderr) == (120, True)
