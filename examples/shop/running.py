"""Starting the services of the shop under `ddtrace-run` at free ports, and stopping them by their process ids."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]


@contextmanager
def service(name: str, command: Sequence[str], listening: socket.socket, environ: dict[str, str]) -> Iterator[int]:
    """Runs a service that takes its requests from a socket, as its process id.

    The socket is listening before the service starts, so requests wait until it is up, and nobody else takes the port.
    """
    log = Path(environ["SHOP_FOLDER"]) / f"{name}.log"
    with log.open("wb") as written:
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name("ddtrace-run")), sys.executable, "-m", *command],
            cwd=ROOT,
            env={**environ, "DD_SERVICE": name},
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=written,
            pass_fds=[listening.fileno()],
        )
    listening.close()
    try:
        yield process.pid
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Asks a service to end, so that it reports what is left, and ends it when it does not."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_socket() -> socket.socket:
    """A socket that listens at a free port of this machine."""
    return socket.create_server(("127.0.0.1", 0), backlog=128)


def surroundings(folder: Path, agent: str) -> dict[str, str]:
    """The environment of all services: where the shop's file, the catalog and the Agent are."""
    subprocess.run(
        [sys.executable, "-m", "dogwatch", "export", str(folder / "catalog.json")],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    traced = "true" if "DD_TRACE_AGENT_URL" in os.environ else "false"  # nobody would take the traces
    return {
        "DD_ENV": "demo",
        "DD_TRACE_ENABLED": traced,
        "DD_INSTRUMENTATION_TELEMETRY_ENABLED": "false",
        "DD_REMOTE_CONFIGURATION_ENABLED": "false",
        # Where gevent is installed, ddtrace has modules imported twice, whose exceptions anyio then misses.
        "DD_UNLOAD_MODULES_FROM_SITECUSTOMIZE": "false",
        **os.environ,
        "DD_DOGSTATSD_URL": agent,
        "DOGWATCH_CATALOG": str(folder / "catalog.json"),
        "SHOP_FOLDER": str(folder),
    }
