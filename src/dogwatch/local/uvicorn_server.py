"""uvicorn, made to stop at once: tests start and stop it hundreds of times."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from .api.asgi import ASGIApp

GRACE = 2.0
"""Seconds that requests under way have left when the server stops."""

KEPT_ALIVE = 75
"""Seconds that an idle connection stays open.

Whoever asks every few seconds never meets a connection that is being closed, which would cost them a request that they
cannot send again: uvicorn's own 5 s are just what many of them wait.
"""


class PromptServer(uvicorn.Server):
    """Serves one application over HTTP, in a loop of its own, until `stop`, which any thread may call.

    `each_second` is called in the loop about every second, and must not take long.
    uvicorn itself looks every 0.1 s whether it should stop, and sleeps as long again while it does.
    """

    def __init__(self, app: ASGIApp, each_second: Callable[[], None]) -> None:
        config = uvicorn.Config(
            app,
            loop="asyncio",
            http="httptools",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_keep_alive=KEPT_ALIVE,
        )
        super().__init__(config)
        self._each_second = each_second
        self._asked_to_stop = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    def stop(self) -> None:
        """Asks the server to finish; returns at once."""
        self.should_exit = True
        if self._loop:
            self._loop.call_soon_threadsafe(self._asked_to_stop.set)

    async def main_loop(self) -> None:
        # Before the first tick, so that `stop` either finds the loop or is seen by the tick.
        self._loop = asyncio.get_running_loop()
        while not await self.on_tick(0):
            self._each_second()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._asked_to_stop.wait(), timeout=1)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._stop_accepting()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle(), timeout=GRACE)
        await self._cut()

    async def _stop_accepting(self) -> None:
        """Takes no further connection, and closes the listeners once those that were just taken are connections.

        asyncio makes a connection of an accepted socket in a task of its own, and of a server that has been closed
        meanwhile it makes none: it leaves the socket open.
        """
        loop = asyncio.get_running_loop()
        for server in self.servers:
            for listener in server.sockets:
                loop.remove_reader(listener.fileno())
        accepting = asyncio.all_tasks() - self.server_state.tasks - {asyncio.current_task()}
        if accepting:
            await asyncio.wait(accepting)
        for server in self.servers:
            server.close()

    async def _idle(self) -> None:
        while self.server_state.connections or self.server_state.tasks:
            await asyncio.sleep(0.002)

    async def _cut(self) -> None:
        """Ends what is still under way."""
        for task in self.server_state.tasks:
            task.cancel()
        for connection in self.server_state.connections:
            connection.transport.abort()
        await asyncio.sleep(0)  # a transport closes its socket in the tick after
