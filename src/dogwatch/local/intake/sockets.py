"""The sockets of DogStatsD, bound where they are asked for, and read by one thread."""

from __future__ import annotations

import errno
import selectors
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeAlias

from dogwatch.errors import UsageError

# What the Agent reads of a packet at most (`dogstatsd_buffer_size`).
LARGEST_PACKET = 8192
# So many packets are read before any is counted: one look at the clock and one lock for all of them.
_AT_ONCE = 256
# What may wait in the kernel while the thread does something else; Linux gives what `net.core.rmem_max` allows.
_WAITING = 4 << 20
_MOST_STREAMS = 256
# Linux tells of a socket's memory, and last how many datagrams had no room in it (include/uapi/linux/sock_diag.h).
_SO_MEMINFO, _MEMINFO, _LOST = 55, struct.Struct("9I"), 8
# Each payload of a stream stands behind its length, the lowest byte first.
_LENGTH = 4

Take: TypeAlias = Callable[[list[bytes]], None]
# What is done when a socket has something to read.
_Ready: TypeAlias = Callable[[], None]


@contextmanager
def bound_port(kind: socket.SocketKind, host: str, port: int, what: str = "port") -> Iterator[socket.socket]:
    """A socket at a port, 0 for a free one. Raises UsageError where it cannot be, which calls the port by `what`."""
    # asyncio sets TCP_NODELAY only on sockets that name their protocol; with Nagle's algorithm an answer waits 40 ms.
    protocol = socket.IPPROTO_TCP if kind == socket.SOCK_STREAM else socket.IPPROTO_UDP
    with socket.socket(socket.AF_INET, kind, protocol) as bound:
        if kind == socket.SOCK_STREAM:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, port))
        except (OSError, OverflowError) as error:
            raise UsageError(_why_not(f"{what} {port}", error)) from error
        yield bound


@contextmanager
def bound_path(kind: socket.SocketKind, path: Path) -> Iterator[socket.socket]:
    """A Unix socket at a path, which is removed with it; one that was left behind there is replaced.

    Raises UsageError where somebody listens, or something else lies.
    """
    with socket.socket(socket.AF_UNIX, kind) as bound:
        try:
            if path.is_socket() and not _answers(path, kind):
                path.unlink()
            bound.bind(str(path))
        except OSError as error:
            in_use = "in use; take another path" if error.errno == errno.EADDRINUSE else f"cannot listen there: {error}"
            raise UsageError(f"{path}: {in_use}") from error
        try:
            yield bound
        finally:
            path.unlink(missing_ok=True)


@contextmanager
def reading(sockets: list[socket.socket], take: Take) -> Iterator[None]:
    """Hands packets on while the block lasts, in a thread of its own; the sockets are bound and stay the caller's."""
    ours, theirs = socket.socketpair()
    with ours, theirs, selectors.DefaultSelector() as selector:
        reader = _Reader(selector, take)
        selector.register(theirs, selectors.EVENT_READ, reader.stop)
        for each in sockets:
            reader.add(each)
        thread = threading.Thread(target=reader.read, name="dogstatsd")
        thread.start()
        try:
            yield
        finally:
            ours.send(b"\0")
            thread.join()
            reader.close()


class Lost:
    """Counts the datagrams that the kernel has thrown away, since they came faster than they were read."""

    def __init__(self, sockets: list[socket.socket]) -> None:
        self._sockets, self._told = sockets, 0

    def since_last_time(self) -> int:
        """How many since this was asked last; 0 where the kernel does not say."""
        before, self._told = self._told, sum(map(_lost, self._sockets))
        return self._told - before


class _Reader:
    """Reads what is ready, until it is stopped."""

    def __init__(self, selector: selectors.BaseSelector, take: Take) -> None:
        self._selector, self._take = selector, take
        self._goes_on = True
        self._streams: dict[socket.socket, bytearray] = {}

    def add(self, bound: socket.socket) -> None:
        bound.setblocking(False)
        if bound.type == socket.SOCK_STREAM:
            bound.listen()
            self._register(bound, lambda: self._accept(bound))
        else:
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _WAITING)
            self._register(bound, lambda: self._datagrams(bound))

    def read(self) -> None:
        while self._goes_on:
            for key, _ in self._selector.select():
                key.data()

    def stop(self) -> None:
        self._goes_on = False

    def close(self) -> None:
        for stream in list(self._streams):
            self._end(stream)

    def _register(self, readable: socket.socket, ready: _Ready) -> None:
        self._selector.register(readable, selectors.EVENT_READ, ready)

    def _datagrams(self, bound: socket.socket) -> None:
        packets = []
        try:
            for _ in range(_AT_ONCE):
                packets.append(bound.recv(LARGEST_PACKET))
        except BlockingIOError:
            pass
        self._take(packets)

    def _accept(self, listener: socket.socket) -> None:
        try:
            stream, _ = listener.accept()
        except OSError:
            # It went away again, or there are no more files to be had.
            return
        if len(self._streams) >= _MOST_STREAMS:
            stream.close()
            return
        stream.setblocking(False)
        self._streams[stream] = bytearray()
        self._register(stream, lambda: self._stream(stream))

    def _stream(self, stream: socket.socket) -> None:
        held = self._streams[stream]
        try:
            read = stream.recv(_AT_ONCE * LARGEST_PACKET)
        except OSError:
            read = b""
        held += read
        packets = list(_payloads(held))
        if packets:
            self._take(packets)
        # The Agent ends a stream too of which a payload is longer than it reads.
        if not read or int.from_bytes(held[:_LENGTH], "little") > LARGEST_PACKET:
            self._end(stream)

    def _end(self, stream: socket.socket) -> None:
        del self._streams[stream]
        self._selector.unregister(stream)
        stream.close()


def _payloads(held: bytearray) -> Iterator[bytes]:
    """The payloads that have come as a whole, which are taken off."""
    at = 0
    while len(held) - at >= _LENGTH:
        length = int.from_bytes(held[at : at + _LENGTH], "little")
        if length > LARGEST_PACKET or len(held) - at - _LENGTH < length:
            break
        yield bytes(held[at + _LENGTH : at + _LENGTH + length])
        at += _LENGTH + length
    del held[:at]


def _lost(bound: socket.socket) -> int:
    if not sys.platform.startswith("linux"):
        return 0
    try:
        told = bound.getsockopt(socket.SOL_SOCKET, _SO_MEMINFO, _MEMINFO.size)
        return int(_MEMINFO.unpack(told)[_LOST])
    except (OSError, struct.error):
        return 0


def _answers(path: Path, kind: socket.SocketKind) -> bool:
    with socket.socket(socket.AF_UNIX, kind) as caller:
        try:
            caller.connect(str(path))
        except ConnectionRefusedError:
            return False
    return True


def _why_not(port: str, error: OSError | OverflowError) -> str:
    if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
        return f"{port} is in use; take another, 0 for a free one"
    return f"{port}: cannot listen there: {error}"
