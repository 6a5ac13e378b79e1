"""Commands in processes that are forked from one that has loaded dogwatch (see `forking.py`)."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[2]
# What Python reads when it starts: with others of these a command needs a Python of its own.
_READ_AT_START = ("PYTHON", "LC_", "LANG", "LD_", "VIRTUAL_ENV")
# A program that has nothing to load, whose standard streams and end are those of the command.
_PROGRAM = """\
#!{python} -IS
import json, os, socket, sys
connection = socket.socket(socket.AF_UNIX)
connection.connect({server!r})
socket.send_fds(connection, [b" "], [0, 1, 2])
arguments = ["dogwatch", *sys.argv[1:]]
command = {{"arguments": arguments, "folder": os.getcwd(), "environment": dict(os.environ)}}
connection.sendall(json.dumps(command).encode() + b"\\n")
pid, code = connection.makefile("r")
if int(code) < 0:
    os.kill(os.getpid(), -int(code))
sys.exit(int(code))
"""


class Forked:
    """`python -m MODULE ARGUMENTS` in a folder, with these variables alone and descriptors 0, 1 and 2."""

    def __init__(
        self, arguments: Sequence[str], folder: Path, variables: Mapping[str, str], descriptors: tuple[int, int, int]
    ) -> None:
        assert can_fork(variables)
        command = {"arguments": arguments, "folder": str(folder.resolve()), "environment": dict(variables)}
        self._arguments = arguments
        self._connection = socket.socket(socket.AF_UNIX)
        self._connection.connect(_server())
        socket.send_fds(self._connection, [b" "], descriptors)
        self._connection.sendall(json.dumps(command).encode() + b"\n")
        self._answers = self._connection.makefile("r")
        self.pid = int(self._answers.readline())

    def wait(self, timeout: float) -> int:
        """The exit code; a negative one is a signal's number. Raises subprocess.TimeoutExpired, and kills."""
        self._connection.settimeout(timeout)
        try:
            return int(self._answers.readline())
        except TimeoutError:
            os.kill(self.pid, signal.SIGKILL)
            self._connection.settimeout(None)
            self._connection.recv(16)  # the process that forked it is told of its end, and tells us
            raise subprocess.TimeoutExpired(list(self._arguments), timeout) from None

    def __enter__(self) -> Forked:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._answers.close()
        self._connection.close()


def can_fork(variables: Mapping[str, str]) -> bool:
    """Whether a Python that starts with these variables would be as the one that waits."""
    return _read_at_start(variables) == _read_at_start(os.environ)


def _read_at_start(variables: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in variables.items() if name.startswith(_READ_AT_START)}


def write_program(file: Path) -> None:
    """Writes `dogwatch`, a program for a shell that waits until its command ends: a signal would not reach that."""
    file.write_text(_PROGRAM.format(python=sys.executable, server=_server()), encoding="utf-8")
    file.chmod(0o755)


@cache
def _server() -> str:
    """Where the process that waits is to be asked; there is one as long as there is this one."""
    folder = tempfile.mkdtemp()
    path = f"{folder}/socket"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen(64)
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("forking.py")), str(listener.fileno())],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,  # which cannot seek, as the terminal that takes its place; nothing is written to it
            pass_fds=[listener.fileno()],
        )

    def end() -> None:
        process.communicate()
        shutil.rmtree(folder)

    atexit.register(end)
    return path
