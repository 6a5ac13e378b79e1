"""Servers with several processes, as the real commands start them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.instrument.trace_agent import clean_environment


@contextmanager
def started(folder: Path, *command: str, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """A Python module as a command in the folder; asked to end when the block does, which it has to do well."""
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=folder,
            stdout=log,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            env=clean_environment(PYTHONPATH=str(folder), PYTHONUNBUFFERED="1", **environment),
        )
        try:
            yield process
            process.terminate()
            assert process.wait(30) == 0, (folder / "server.log").read_text()[-3000:]
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait(10)


def said(folder: Path) -> str:
    """What the server has logged."""
    return (folder / "server.log").read_text()
