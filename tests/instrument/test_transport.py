from __future__ import annotations

import errno
import socket
from pathlib import Path

import pytest

from dogwatch.instrument.datagrams import Packet
from dogwatch.instrument.transport import Transport, _host_and_port, _reason
from tests.instrument.sink import sink

ONE = Packet(b"feature.hits:1|c", 1)


def test_a_packet_above_the_limit_is_not_sent() -> None:
    transport = Transport("udp://127.0.0.1:1")

    assert transport.send(Packet(b"x" * 1433, 7)) == ("too_large", 7)


def test_a_port_where_nobody_is_counts_also_the_packet_before() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    transport = Transport(f"udp://127.0.0.1:{port}")
    answers = [transport.send(ONE) for _ in range(4)]
    transport.close()

    assert answers == [None, ("no_agent", 2), None, ("no_agent", 2)]


def test_a_stream_that_was_cut_goes_on_with_a_whole_packet(tmp_path: Path) -> None:
    transport = Transport(f"unixstream://{tmp_path}/dsd.socket")
    for _ in range(2):
        with sink("unixstream", tmp_path) as taking:
            assert transport.send(ONE) is None
            taking.arrived(lambda taking=taking: taking.count("feature.hits") == 1)  # type: ignore[misc]
    transport.close()


def test_a_stream_that_nobody_reads_is_left_and_the_next_packet_is_whole(tmp_path: Path) -> None:
    transport = Transport(f"unixstream://{tmp_path}/dsd.socket")
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as deaf:
        deaf.bind(str(tmp_path / "dsd.socket"))
        deaf.listen()
        large = Packet(b"feature.hits:1|c" + b"\nfeature.hits:1|c" * 400, 401)
        answers = [transport.send(large)]
        while answers[-1] is None:
            answers.append(transport.send(large))
    (tmp_path / "dsd.socket").unlink()
    with sink("unixstream", tmp_path) as taking:
        assert transport.send(ONE) is None
        taking.arrived(lambda: taking.count("feature.hits") == 1)
    transport.close()

    assert len(answers) > 1
    assert answers[-1] == ("full", 401)


def test_a_socket_that_is_not_there_loses_the_packet(tmp_path: Path) -> None:
    assert Transport(f"unix://{tmp_path}/dsd.socket").send(ONE) == ("no_agent", 1)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("agent:9", ("agent", "9")),
        ("agent", ("agent", "8125")),
        ("[::1]:9", ("::1", "9")),
        ("[::1]", ("::1", "8125")),
        (":9/", ("localhost", "9")),
    ],
)
def test_reads_hosts_and_ports(written: str, read: tuple[str, str]) -> None:
    assert _host_and_port(written) == read


def test_a_port_that_is_none_loses_the_packet() -> None:
    assert Transport("udp://127.0.0.1:http?").send(ONE) == ("failed", 1)


@pytest.mark.parametrize(
    ("error", "reason"),
    [(errno.EAGAIN, "full"), (errno.ECONNREFUSED, "no_agent"), (errno.EMSGSIZE, "too_large"), (errno.EIO, "failed")],
)
def test_says_why(error: int, reason: str) -> None:
    assert _reason(error) == reason
