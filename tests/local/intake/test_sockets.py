"""Packets over real sockets: UDP, Unix datagrams and Unix streams."""

from __future__ import annotations

import socket
import struct
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest

from dogwatch.errors import UsageError
from dogwatch.local.intake.sockets import LARGEST_PACKET, Lost, bound_path, bound_port, reading


class Taken:
    """What was handed on."""

    def __init__(self) -> None:
        self.packets: list[bytes] = []

    def take(self, packets: list[bytes]) -> None:
        self.packets += packets

    def comes_to(self, number: int) -> list[bytes]:
        """The packets, once there are so many."""
        end = time.monotonic() + 20
        while len(self.packets) < number:
            assert time.monotonic() < end, f"{len(self.packets)} of {number} packets"
            time.sleep(0.005)
        return self.packets


@contextmanager
def read(kind: str, folder: Path) -> Iterator[tuple[Taken, socket.socket]]:
    """What is read of a socket, and a client of it."""
    with ExitStack() as stack:
        if kind == "udp":
            bound = stack.enter_context(bound_port(socket.SOCK_DGRAM, "127.0.0.1", 0))
            client = stack.enter_context(socket.socket(type=socket.SOCK_DGRAM))
        else:
            type = socket.SOCK_STREAM if kind == "unixstream" else socket.SOCK_DGRAM
            bound = stack.enter_context(bound_path(type, folder / "dsd.socket"))
            client = stack.enter_context(socket.socket(socket.AF_UNIX, type))
        taken = Taken()
        stack.enter_context(reading([bound], taken.take))
        client.connect(bound.getsockname())
        yield taken, client


def payload(content: bytes) -> bytes:
    return struct.pack("<I", len(content)) + content


@pytest.mark.parametrize("kind", ["udp", "unixgram"])
def test_takes_datagrams(kind: str, tmp_path: Path):
    with read(kind, tmp_path) as (taken, client):
        for number in range(500):
            client.send(b"hits:%d|c" % number)
        assert taken.comes_to(500) == [b"hits:%d|c" % number for number in range(500)]


def test_takes_payloads_of_a_stream_however_they_are_cut(tmp_path: Path):
    sent = [b"a:1|c", b"", b"b:" + b"1:" * 4000 + b"1|d", b"c:1|c"]
    stream = b"".join(map(payload, sent))
    with read("unixstream", tmp_path) as (taken, client):
        for at in range(0, 40):
            client.sendall(stream[at : at + 1])
            time.sleep(0.001)
        client.sendall(stream[40:])
        assert taken.comes_to(len(sent)) == sent


def test_ends_a_stream_with_a_payload_that_is_too_long_after_what_came_before(tmp_path: Path):
    with read("unixstream", tmp_path) as (taken, client):
        client.sendall(payload(b"a:1|c") + struct.pack("<I", LARGEST_PACKET + 1))
        assert client.recv(1) == b""
        assert taken.packets == [b"a:1|c"]


def test_takes_several_sockets_at_once_and_streams_that_come_and_go(tmp_path: Path):
    with ExitStack() as stack:
        gram = stack.enter_context(bound_path(socket.SOCK_DGRAM, tmp_path / "gram"))
        stream = stack.enter_context(bound_path(socket.SOCK_STREAM, tmp_path / "stream"))
        taken = Taken()
        stack.enter_context(reading([gram, stream], taken.take))
        for number in range(20):
            with socket.socket(socket.AF_UNIX) as client:
                client.connect(str(tmp_path / "stream"))
                client.sendall(payload(b"%d" % number))
        with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as client:
            client.sendto(b"20", str(tmp_path / "gram"))
        assert sorted(map(int, taken.comes_to(21))) == list(range(21))


def test_stops_at_once_and_leaves_nothing_behind(tmp_path: Path):
    before = threading.active_count()
    with read("unixstream", tmp_path) as (taken, client):
        client.sendall(payload(b"a:1|c"))
        taken.comes_to(1)
        began = time.monotonic()
    assert time.monotonic() - began < 1
    assert threading.active_count() == before
    assert list(tmp_path.iterdir()) == []


def test_a_socket_that_was_left_behind_is_replaced_and_one_in_use_is_not(tmp_path: Path):
    path = tmp_path / "dsd.socket"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as left:
        left.bind(str(path))
    with bound_path(socket.SOCK_DGRAM, path):
        with (
            pytest.raises(UsageError, match=r"dsd\.socket: in use; take another path"),
            bound_path(socket.SOCK_DGRAM, path),
        ):
            pass
        assert path.is_socket()


@pytest.mark.parametrize("kind", [socket.SOCK_DGRAM, socket.SOCK_STREAM])
def test_says_why_a_path_cannot_be_used(kind: socket.SocketKind, tmp_path: Path):
    (tmp_path / "file").write_text("kept")
    for path in (tmp_path / "file", tmp_path / "none" / "dsd.socket", tmp_path / ("x" * 200)):
        with pytest.raises(UsageError, match=path.name[:20]), bound_path(kind, path):
            pass
    assert (tmp_path / "file").read_text() == "kept"


def test_says_which_port_is_in_use():
    with bound_port(socket.SOCK_DGRAM, "127.0.0.1", 0) as bound:
        port = bound.getsockname()[1]
        with (
            pytest.raises(UsageError, match=f"port {port} is in use; take another, 0 for a free one"),
            bound_port(socket.SOCK_DGRAM, "127.0.0.1", port),
        ):
            pass


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux tells how many datagrams were lost")
def test_datagrams_that_the_kernel_throws_away_are_counted():
    with bound_port(socket.SOCK_DGRAM, "127.0.0.1", 0) as bound, socket.socket(type=socket.SOCK_DGRAM) as client:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        client.connect(bound.getsockname())
        lost = Lost([bound])
        assert lost.since_last_time() == 0
        for _ in range(500):
            client.send(b"x" * 100)
        bound.setblocking(False)
        kept = 0
        with suppress(BlockingIOError):
            while bound.recv(100):
                kept += 1
        assert (lost.since_last_time(), lost.since_last_time()) == (500 - kept, 0)
        assert 0 < kept < 400
