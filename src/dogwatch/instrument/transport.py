"""The socket to the Agent. Nothing here raises: what happened to a packet is the answer."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from .datagrams import UDP_LIMIT, UNIX_LIMIT, Packet

if TYPE_CHECKING:
    import socket

# So long the flush thread waits for a full socket; requests wait for nothing.
PATIENCE = 0.5
_FULL = frozenset({errno.EAGAIN, errno.EWOULDBLOCK, errno.ENOBUFS, errno.ETIMEDOUT})
_AWAY = frozenset({errno.ECONNREFUSED, errno.ENOENT, errno.ENOTCONN, errno.ECONNRESET, errno.EPIPE, errno.EDESTADDRREQ})


class Transport:
    """Packets to one address, over UDP, a Unix datagram socket or a Unix stream; connects when it is first needed."""

    def __init__(self, url: str) -> None:
        self._scheme, _, where = url.partition("://")
        self._unix = where if self._scheme.startswith("unix") else None
        self._address = _host_and_port(where)
        self._socket: socket.socket | None = None
        self._stream = False
        # What a refusal of UDP speaks of: it is reported with the packet after the one that nobody took.
        self._unanswered = 0

    @property
    def limit(self) -> int:
        """How many bytes a packet may have."""
        return UDP_LIMIT if self._unix is None else UNIX_LIMIT

    def send(self, packet: Packet) -> tuple[str, int] | None:
        """Sends a packet; None, or why values were lost and how many."""
        if len(packet.payload) > self.limit:
            return "too_large", packet.values
        known = self._socket is not None
        error = self._try(packet)
        if error in _AWAY and known and self._unix is not None:  # an Agent that has started again has a new socket
            error = self._try(packet)
        if error is None:
            self._unanswered = packet.values if self._unix is None else 0
            return None
        lost, self._unanswered = packet.values + self._unanswered, 0
        return _reason(error), lost

    def _try(self, packet: Packet) -> int | None:
        try:
            if self._socket is None:
                self._socket = self._connected()
            if self._stream:
                self._socket.sendall(len(packet.payload).to_bytes(4, "little") + packet.payload)
            else:
                self._socket.send(packet.payload)
        except OSError as error:
            # Half a packet in a stream cannot be mended, and a name may stand for another address by now.
            if self._stream or self._unix is not None or error.errno != errno.ECONNREFUSED:
                self.close()
            return errno.ETIMEDOUT if isinstance(error, TimeoutError) else error.errno or errno.EIO
        return None

    def _connected(self) -> socket.socket:
        # Loaded when the first packet is sent: it is a seventh of what importing this package may cost.
        import socket

        if self._unix is None:
            family, kind, protocol, _, address = socket.getaddrinfo(*self._address, type=socket.SOCK_DGRAM)[0]
            return _connect(socket.socket(family, kind, protocol), address)
        kinds = {"unixgram": [socket.SOCK_DGRAM], "unixstream": [socket.SOCK_STREAM]}
        for kind in kinds.get(self._scheme, [socket.SOCK_DGRAM, socket.SOCK_STREAM]):
            try:
                connected = _connect(socket.socket(socket.AF_UNIX, kind), self._unix)
            except OSError as error:
                if error.errno != errno.EPROTOTYPE:
                    raise
            else:
                self._stream = kind == socket.SOCK_STREAM
                return connected
        raise OSError(errno.EPROTOTYPE, os.strerror(errno.EPROTOTYPE))

    def close(self) -> None:
        if self._socket is not None:
            self._socket.close()
        self._socket, self._stream = None, False


def _host_and_port(where: str) -> tuple[str, str]:
    """Of HOST, HOST:PORT or [ADDRESS]:PORT; both stay text, which the resolver reads or refuses."""
    host, colon, port = where.rstrip("/").rpartition(":")
    if not colon or port.endswith("]"):
        host, port = where.rstrip("/"), "8125"
    return host.strip("[]") or "localhost", port


def _connect(connecting: socket.socket, address: object) -> socket.socket:
    connecting.settimeout(PATIENCE)
    try:
        connecting.connect(address)  # type: ignore[arg-type]
    except OSError:
        connecting.close()
        raise
    return connecting


def _reason(error: int) -> str:
    if error in _FULL:
        return "full"
    if error in _AWAY:
        return "no_agent"
    return "too_large" if error == errno.EMSGSIZE else "failed"
