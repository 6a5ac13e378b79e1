"""The embedded Datadog as a server on the loopback interface: in a thread for tests, or until a signal comes."""

from __future__ import annotations

import asyncio
import errno
import ipaddress
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dogwatch.errors import UsageError

from .api.app import ASGIApp, Receive, Scope, Send, application
from .api.keys import Keys
from .api.metric.arriving import settle
from .api.world import World, utc_now
from .intake import Intake
from .intake.sockets import reading
from .store import Store

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["Keys", "Running", "running", "serve"]

LOOPBACK = "127.0.0.1"
LOCAL_KEYS = Keys("local", "local")


@dataclass(frozen=True)
class Running:
    """A server that answers: its address without a slash at the end, the keys it accepts, and its other ports."""

    url: str
    keys: Keys
    dogstatsd_port: int | None = None


@contextmanager
def running(
    *,
    data: Path | None = None,
    host: str = LOOPBACK,
    port: int = 0,
    keys: Keys = LOCAL_KEYS,
    delay: float = 0.0,
    wrap: Callable[[ASGIApp], ASGIApp] | None = None,
    durable: bool = False,
    dogstatsd_port: int | None = None,
    now: Callable[[], datetime] = utc_now,
) -> Iterator[Running]:
    """Runs the embedded Datadog in a thread while the block lasts.

    `data` is a directory to keep objects in (default: memory); port 0 takes a free one; `delay` in seconds answers
    every request that much later; `wrap` puts an ASGI middleware in front; without a `dogstatsd_port` nobody listens
    for DogStatsD. Raises UsageError for a port in use, a host that is not the loopback interface, or a directory that
    cannot be used.
    """
    with ExitStack() as stack:
        listener = stack.enter_context(_listening(host, port))
        dogstatsd = [] if dogstatsd_port is None else [stack.enter_context(_bound(host, dogstatsd_port))]
        store = stack.enter_context(Store(data, durable=durable))
        world = World(store, keys, now, Intake(lambda: now().timestamp(), socket.gethostname()))
        app = _late(application(world), delay)
        server = _Server(wrap(app) if wrap else app, listener, partial(settle, world))
        stack.enter_context(server.in_thread())
        if dogstatsd:
            stack.enter_context(reading(dogstatsd, world.intake.take))
        yield Running(f"http://{host}:{_port(listener)}", keys, *map(_port, dogstatsd))


def serve(
    *,
    data: Path | None = None,
    port: int = 0,
    keys: Keys = LOCAL_KEYS,
    delay: float = 0.0,
    durable: bool = False,
    announce: Callable[[str], None],
) -> None:
    """Runs until SIGINT or SIGTERM; calls `announce` with the address once it answers. Errors as for `running`."""
    stop = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with running(data=data, port=port, keys=keys, delay=delay, durable=durable) as server:
            announce(server.url)
            stop.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    if not _is_loopback(host):
        raise UsageError(f"{host}: the embedded Datadog listens on the loopback interface only, use {LOOPBACK}")
    # asyncio sets TCP_NODELAY only on sockets that name their protocol; with Nagle's algorithm an answer waits 40 ms.
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except (OSError, OverflowError) as error:
            raise UsageError(_why_not(port, error)) from error
        yield listener


@contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as bound:
        try:
            bound.bind((host, port))
        except (OSError, OverflowError) as error:
            raise UsageError(_why_not(port, error)) from error
        yield bound


def _port(bound: socket.socket) -> int:
    port: int = bound.getsockname()[1]
    return port


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.IPv4Address(host).is_loopback
    except ValueError:
        return False


def _why_not(port: int, error: OSError | OverflowError) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"port {port} is in use; take another, 0 for a free one"
    return f"port {port}: cannot listen there: {error}"


def _late(app: ASGIApp, delay: float) -> ASGIApp:
    if not delay:
        return app

    async def later(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(delay)
        await app(scope, receive, send)

    return later


class _Server:
    """uvicorn with a thread and an event loop of its own."""

    def __init__(self, app: ASGIApp, listener: socket.socket, each_second: Callable[[], None]) -> None:
        # uvicorn takes 0.15 s to import; who only asks for the keys does not wait for it.
        from .uvicorn_server import PromptServer

        self._uvicorn = PromptServer(app, each_second)
        self._listener = listener

    @contextmanager
    def in_thread(self) -> Iterator[None]:
        # The socket queues connections from here on; the first request waits for the loop, nobody has to poll.
        self._listener.listen(2048)
        thread = threading.Thread(target=self._run, name="embedded-datadog")
        thread.start()
        try:
            yield
        finally:
            self._uvicorn.stop()
            thread.join()

    def _run(self) -> None:
        asyncio.run(self._uvicorn.serve(sockets=[self._listener]))
