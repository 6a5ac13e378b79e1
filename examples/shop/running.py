"""Starting the services of the shop under `ddtrace-run` at free ports, and stopping them by their process ids."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import httpx

from . import store

ENV = os.environ.get("DD_ENV", "demo")
ROOT = Path(__file__).parents[2]
FRONT = ["uvicorn", "examples.shop.front:app", "--no-access-log", "--fd", "{fd}"]
PAYMENTS = ["gunicorn", "examples.shop.payment:app", "--threads", "8", "--bind", "fd://{fd}"]


class Shop(NamedTuple):
    """Where it is."""

    folder: Path
    front: str
    payments: str
    front_process: int
    payments_process: int


@contextmanager
def shop(folder: Path, agent: str, seed: int = 1, *, sells_out: bool = True) -> Iterator[Shop]:
    """The shop, whose files are in a folder and whose metrics go to an Agent such as `udp://127.0.0.1:8125`."""
    store.fill(folder, seed, sells_out=sells_out)
    environ = surroundings(folder, agent)
    with (
        service("payment-api", PAYMENTS, environ) as (payments, payments_process),
        service("shop-api", FRONT, {**environ, "SHOP_PAYMENTS": payments}) as (front, front_process),
    ):
        for name, url in (("payment-api", payments), ("shop-api", front)):
            wait_for(name, url, folder)
        yield Shop(folder, front, payments, front_process, payments_process)


def surroundings(folder: Path, agent: str) -> dict[str, str]:
    """The environment of all services: where the shop's file, the catalog and the Agent are."""
    catalog = str(folder / "catalog.json")
    export = [sys.executable, "-m", "dogwatch", "export", catalog]
    subprocess.run(export, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return {
        "DD_ENV": ENV,
        "DD_VERSION": "1.0.0",
        # Traces need an Agent too, which listens over HTTP; where none is named, nobody would take them.
        "DD_TRACE_ENABLED": "true" if "DD_TRACE_AGENT_URL" in os.environ else "false",
        "DD_INSTRUMENTATION_TELEMETRY_ENABLED": "false",
        "DD_REMOTE_CONFIGURATION_ENABLED": "false",
        # Where gevent is installed, ddtrace has modules imported twice, whose exceptions anyio then misses.
        "DD_UNLOAD_MODULES_FROM_SITECUSTOMIZE": "false",
        **os.environ,
        "DD_DOGSTATSD_URL": agent,
        "DOGWATCH_CATALOG": catalog,
        "SHOP_FOLDER": str(folder),
    }


@contextmanager
def service(name: str, command: list[str], environ: dict[str, str]) -> Iterator[tuple[str, int]]:
    """A Python module as a service at a free port: its address, and its process id.

    The socket listens before the service starts: requests wait until it is up, and nobody else takes the port.
    """
    with (
        socket.create_server(("127.0.0.1", 0)) as listening,
        (Path(environ["SHOP_FOLDER"]) / f"{name}.log").open("wb") as log,
    ):
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        process = subprocess.Popen(
            [ddtrace_run(), sys.executable, "-m", *(part.format(fd=listening.fileno()) for part in command)],
            cwd=ROOT,
            env={**environ, "DD_SERVICE": name},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            pass_fds=[listening.fileno()],
        )
    try:
        yield url, process.pid
    finally:
        stop(process)


def wait_for(name: str, url: str, folder: Path) -> None:
    """Waits for the first answer of a service, to a request that is a call of no feature."""
    try:
        httpx.get(url, timeout=60, trust_env=False)
    except httpx.HTTPError as error:
        said = (folder / f"{name}.log").read_text(errors="replace")[-2000:]
        sys.exit(f"{name} did not start ({error}). Its log ends so:\n{said}")


def ddtrace_run() -> str:
    return str(Path(sys.executable).with_name("ddtrace-run"))


def stop(process: subprocess.Popen[bytes]) -> None:
    """Asks a service to end, so that it reports what is left, and ends it when it does not."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
