import asyncio
import gc
import socket
import sys
from contextlib import suppress

import pytest

from dogwatch.local import uvicorn_server
from dogwatch.local.api.asgi import ASGIApp, Receive, Scope, Send
from dogwatch.local.uvicorn_server import PromptServer


async def endless(scope: Scope, receive: Receive, send: Send) -> None:
    await asyncio.sleep(60)


class Called(PromptServer):
    """A server to which somebody connects, so many turns of the loop before it stops."""

    def __init__(self, app: ASGIApp, ticks: int, sent: bytes) -> None:
        super().__init__(app, lambda: None)
        self.ticks = ticks
        self.sent = sent

    async def main_loop(self) -> None:
        self.caller = socket.create_connection(self.servers[0].sockets[0].getsockname())
        self.caller.sendall(self.sent)
        for _ in range(self.ticks):
            await asyncio.sleep(0)


def served(app: ASGIApp, ticks: int, sent: bytes = b"") -> socket.socket:
    """The caller's end of the connection, after the server has stopped."""
    server = Called(app, ticks, sent)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        asyncio.run(server.serve([listener]))
    return server.caller


@pytest.fixture
def unraised(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is wrong where nobody can catch it, such as a socket that is left open."""
    seen: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", lambda unraisable: seen.append(unraisable.exc_value))
    return seen


@pytest.mark.parametrize("ticks", range(6))
def test_closes_a_connection_that_comes_while_it_stops(ticks: int, unraised: list[object]):
    with served(endless, ticks) as connection:
        gc.collect()
        assert unraised == []
        # One that was not taken any more is reset when its listener closes.
        with suppress(ConnectionResetError):
            assert connection.recv(1) == b""


def test_cuts_what_does_not_end_by_itself(monkeypatch: pytest.MonkeyPatch, unraised: list[object]):
    monkeypatch.setattr(uvicorn_server, "GRACE", 0.01)
    with served(endless, 50, b"GET / HTTP/1.1\r\nhost: here\r\n\r\n") as connection:
        gc.collect()
        assert unraised == []
        assert b"200 OK" not in connection.recv(100)


def test_does_what_is_due_each_second_until_it_stops():
    done = []

    def due() -> None:
        done.append(True)
        if len(done) == 2:
            server.stop()

    server = PromptServer(endless, due)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        asyncio.run(server.serve([listener]))
    assert len(done) == 2


def test_keeps_the_connection_of_whoever_asks_every_few_seconds():
    server = PromptServer(endless, lambda: None)
    assert server.config.timeout_keep_alive > 60
