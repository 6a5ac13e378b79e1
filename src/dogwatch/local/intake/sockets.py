"""The sockets of DogStatsD: packets over UDP and Unix sockets, read by one thread."""

from __future__ import annotations

import selectors
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import cast

# What the Agent reads of a packet at most (`dogstatsd_buffer_size`).
LARGEST_PACKET = 8192
# So many packets are read before any is counted: one look at the clock and one lock for all of them.
_AT_ONCE = 256
# What waits in the kernel while the thread does something else; Linux gives what `net.core.rmem_max` allows.
_WAITING = 4 << 20

Take = Callable[[list[bytes]], None]


@contextmanager
def reading(sockets: list[socket.socket], take: Take) -> Iterator[None]:
    """Hands packets on while the block lasts, in a thread of its own; the sockets are bound and stay the caller's."""
    ours, theirs = socket.socketpair()
    with ours, theirs, selectors.DefaultSelector() as selector:
        selector.register(theirs, selectors.EVENT_READ)
        for each in sockets:
            each.setblocking(False)
            each.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _WAITING)
            selector.register(each, selectors.EVENT_READ)
        thread = threading.Thread(target=_read, args=(selector, theirs, take), name="dogstatsd")
        thread.start()
        try:
            yield
        finally:
            ours.send(b"\0")
            thread.join()


def _read(selector: selectors.BaseSelector, end: socket.socket, take: Take) -> None:
    while True:
        for key, _ in selector.select():
            if key.fileobj is end:
                return
            take(_packets(cast(socket.socket, key.fileobj)))


def _packets(bound: socket.socket) -> list[bytes]:
    packets = []
    try:
        for _ in range(_AT_ONCE):
            packets.append(bound.recv(LARGEST_PACKET))
    except BlockingIOError:
        pass
    return packets
