"""The embedded Datadog as a server on the loopback interface: in a thread for tests, or until a signal comes."""

from __future__ import annotations

import asyncio
import ipaddress
import signal
import socket
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dogwatch.errors import UsageError
from dogwatch.judge import Notification

from .api.agent.app import application as agent_application
from .api.alerting.evaluating import evaluate
from .api.app import application
from .api.arriving import restore, settle
from .api.asgi import ASGIApp, Receive, Scope, Send
from .api.keys import Keys
from .api.world import World, nobody, utc_now
from .declared import Declare
from .host import loopback_only
from .intake import Intake
from .intake.journal import Journal
from .intake.sockets import Lost, bound_path, bound_port, reading
from .limits import Limits, limited
from .live import Deliveries, Losses, Receivers, Slack, Webhook
from .store import Store
from .web.app import web_application

if TYPE_CHECKING:
    from types import FrameType

__all__ = ["Agent", "Keys", "Running", "running", "serve"]

LOOPBACK = "127.0.0.1"
LOCAL_KEYS = Keys("local", "local")
UNLIMITED = Limits()


@dataclass(frozen=True)
class Agent:
    """Where services find an Agent: ports, 0 for a free one, and paths of sockets; nobody listens where None stands.

    Datagrams come to `dogstatsd_socket`, payloads behind their lengths to `dogstatsd_stream_socket`.
    """

    dogstatsd_port: int | None = None
    dogstatsd_socket: Path | None = None
    dogstatsd_stream_socket: Path | None = None
    trace_port: int | None = None


@dataclass(frozen=True)
class Running:
    """A server that answers: its address without a slash at the end, the keys it accepts, its Agent.

    `declare` tells it what a catalog declares, so that dashboards are seen which nobody has applied.
    """

    url: str
    keys: Keys
    agent: Agent
    declare: Declare


@contextmanager
def running(
    *,
    data: Path | None = None,
    host: str = LOOPBACK,
    port: int = 0,
    keys: Keys = LOCAL_KEYS,
    delay: float = 0.0,
    limits: Limits = UNLIMITED,
    wrap: Callable[[ASGIApp], ASGIApp] | None = None,
    durable: bool = False,
    agent: Agent = Agent(),
    complain: Callable[[str], None] | None = None,
    receivers: Iterable[Webhook | Slack] = (),
    tell: Callable[[Notification], None] = nobody,
    now: Callable[[], datetime] = utc_now,
) -> Iterator[Running]:
    """Runs the embedded Datadog in a thread while the block lasts.

    `data` is a directory to keep objects and series in (default: memory); port 0 takes a free one; `delay` in seconds
    answers every request that much later; `limits` are of what is taken in a time and at once; `wrap` puts an ASGI
    middleware in front; `complain` is told what was left out of what came in, in a line. Monitors are judged each
    minute: `receivers` get what names them, `tell` everything; it is called where requests are answered, and must not
    take long. Raises UsageError for a port or a socket in use, a host that is not the loopback interface, or a
    directory that cannot be used.
    """
    with ExitStack() as stack:
        listeners = [stack.enter_context(_listening(host, port))]
        if agent.trace_port is not None:
            listeners.append(stack.enter_context(_listening(host, agent.trace_port, "trace port")))
            agent = replace(agent, trace_port=_port(listeners[1]))
        sockets = [stack.enter_context(each) for each in _dogstatsd(host, agent)]
        if agent.dogstatsd_port is not None:
            agent = replace(agent, dogstatsd_port=_port(sockets[0]))
        store = stack.enter_context(Store(data, durable=durable))
        journal = stack.enter_context(closing(Journal(data, durable=durable))) if data else None
        intake = Intake(lambda: now().timestamp(), socket.gethostname(), journal)
        url = f"http://{host}:{_port(listeners[0])}"
        deliveries = stack.enter_context(closing(Deliveries()))
        world = World(store, keys, now, intake, app=url, receivers=Receivers(receivers, deliveries), tell=tell)
        restore(world)
        app = limited(_late(loopback_only(_by_path(application(world), web_application(world))), delay), limits)
        app = _by_port(wrap(app) if wrap else app, agent.trace_port, agent_application(world))
        each_second = partial(_each_second, world, Lost(sockets), Losses(world.receivers), complain)
        stack.enter_context(Threaded(app, listeners, each_second).in_thread())
        if sockets:
            stack.enter_context(reading(sockets, world.intake.take))
        yield Running(url, keys, agent, world.declared.hold)


def serve(
    *,
    data: Path | None = None,
    port: int = 0,
    keys: Keys = LOCAL_KEYS,
    delay: float = 0.0,
    limits: Limits = UNLIMITED,
    durable: bool = False,
    agent: Agent = Agent(),
    announce: Callable[[Running], None],
    complain: Callable[[str], None],
    receivers: Iterable[Webhook | Slack] = (),
    tell: Callable[[Notification], None] = nobody,
) -> None:
    """Runs until SIGINT or SIGTERM; calls `announce` once it answers. Errors and all else as for `running`."""
    stop = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        with running(
            data=data,
            port=port,
            keys=keys,
            delay=delay,
            limits=limits,
            durable=durable,
            agent=agent,
            complain=complain,
            receivers=receivers,
            tell=tell,
        ) as server:
            announce(server)
            stop.wait()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def _listening(host: str, port: int, what: str = "port") -> Iterator[socket.socket]:
    if not _is_loopback(host):
        raise UsageError(f"{host}: the embedded Datadog listens on the loopback interface only, use {LOOPBACK}")
    with bound_port(socket.SOCK_STREAM, host, port, what) as listener:
        yield listener


def _dogstatsd(host: str, agent: Agent) -> Iterator[AbstractContextManager[socket.socket]]:
    """The sockets of DogStatsD, that of the port before the others."""
    if agent.dogstatsd_port is not None:
        yield bound_port(socket.SOCK_DGRAM, host, agent.dogstatsd_port, "DogStatsD port")
    if agent.dogstatsd_socket is not None:
        yield bound_path(socket.SOCK_DGRAM, agent.dogstatsd_socket)
    if agent.dogstatsd_stream_socket is not None:
        yield bound_path(socket.SOCK_STREAM, agent.dogstatsd_stream_socket)


def _port(bound: socket.socket) -> int:
    port: int = bound.getsockname()[1]
    return port


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.IPv4Address(host).is_loopback
    except ValueError:
        return False


def _each_second(world: World, lost: Lost, losses: Losses, complain: Callable[[str], None] | None) -> None:
    if number := lost.since_last_time():
        world.intake.leave_out("packets lost", number=number)
    try:
        settle(world)
        evaluate(world)
    except sqlite3.Error as error:
        # A full disk is no reason to answer no requests; people are told.
        world.intake.leave_out("points unwritten", str(error))
    if complain:
        for text in (*world.intake.complaints(), *losses.new(world.now().timestamp())):
            complain(text)


def _late(app: ASGIApp, delay: float) -> ASGIApp:
    if not delay:
        return app

    async def later(scope: Scope, receive: Receive, send: Send) -> None:
        await asyncio.sleep(delay)
        await app(scope, receive, send)

    return later


def _by_port(app: ASGIApp, other_port: int | None, other: ASGIApp) -> ASGIApp:
    """One application, and another for what comes to a port."""
    if other_port is None:
        return app

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        await (other if scope["server"][1] == other_port else app)(scope, receive, send)

    return serve


def _by_path(api: ASGIApp, pages: ASGIApp) -> ASGIApp:
    """The API below its own paths, and pages everywhere else."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        await (api if scope["path"].startswith(("/api/", "/local/")) else pages)(scope, receive, send)

    return serve


class Threaded:
    """uvicorn with a thread and an event loop of its own."""

    def __init__(self, app: ASGIApp, listeners: list[socket.socket], each_second: Callable[[], None]) -> None:
        # uvicorn takes 0.15 s to import; who only asks for the keys does not wait for it.
        from .uvicorn_server import PromptServer

        self._uvicorn = PromptServer(app, each_second)
        self._listeners = listeners

    @contextmanager
    def in_thread(self) -> Iterator[None]:
        # The sockets queue connections from here on; the first request waits for the loop, nobody has to poll.
        for listener in self._listeners:
            listener.listen(2048)
        thread = threading.Thread(target=self._run, name="embedded-datadog")
        thread.start()
        try:
            yield
        finally:
            self._uvicorn.stop()
            thread.join()

    def _run(self) -> None:
        asyncio.run(self._uvicorn.serve(sockets=self._listeners))
