"""An Agent that takes DogStatsD over a real socket and believes nothing: any line that is not to the letter fails.

The grammar is the one of the documentation (datagram format, v1.1, with the fields of v1.2, 1.5 and 1.6 that say where
a metric comes from), without what dogwatch does not send: sample rates, events, service checks, timestamps.
"""

from __future__ import annotations

import re
import socket
import struct
import threading
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_LINE = re.compile(
    r"(?P<name>[a-zA-Z][\w.]{0,199}):(?P<values>[^|\n]+)\|(?P<type>c|d|s)(?:\|#(?P<tags>[^|\n]+))?"
    r"(?P<origin>(?:\|c:(?:ci-[0-9a-f][0-9a-f_-]{31,}|in-\d+))?(?:\|e:[^|\n]+)?(?:\|card:(?:none|low|orchestrator|high))?)",
    re.ASCII,
)
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e-?\d+)?")
_TAG = re.compile(r"[a-z][\w\-:./]{0,199}")

Series = tuple[str, frozenset[str]]


class Sink:
    """What has arrived: sums of counts, values of distributions and members of sets, by name and tags."""

    def __init__(self, url: str, limit: int, others: tuple[str, ...] = ()) -> None:
        self.url = url
        self.limit = limit
        self.others = others
        self.sent_by_others: list[str] = []
        self.counts: Counter[Series] = Counter()
        self.values: defaultdict[Series, list[float]] = defaultdict(list)
        self.members: defaultdict[Series, set[str]] = defaultdict(set)
        self.packets: list[bytes] = []
        self.wrong: list[str] = []
        self.origins: set[str] = set()

    def take(self, packet: bytes) -> None:
        """Reads a packet; what is wrong with it is kept for `arrived` to raise."""
        if packet.decode().startswith(self.others):
            self.sent_by_others += packet.decode().splitlines()
            return
        self.packets.append(packet)
        if len(packet) > self.limit:
            self.wrong.append(f"a packet of {len(packet)} bytes")
        for line in packet.decode().split("\n"):
            self._line(line)

    def _line(self, line: str) -> None:
        match = _LINE.fullmatch(line)
        tags = (match["tags"] or "").split(",") if match else []
        if match is None or not all(_TAG.fullmatch(tag) and not tag.endswith(":") for tag in tags if match["tags"]):
            self.wrong.append(f"no line of DogStatsD: {line!r}")
            return
        self.origins.add(match["origin"])
        series = match["name"], frozenset(filter(None, tags))
        if match["type"] == "s":
            self.members[series].add(match["values"])
            return
        values = match["values"].split(":")
        if not all(map(_NUMBER.fullmatch, values)):
            self.wrong.append(f"not numbers: {line!r}")
        elif match["type"] == "c":
            self.counts[series] += sum(map(int, values))
        else:
            self.values[series] += map(float, values)

    def count(self, metric: str, **tags: str) -> int:
        """The sum of a count over all that has these tags."""
        return sum(number for (name, of), number in list(self.counts.items()) if _has(name, of, metric, tags))

    def all_values(self, metric: str, **tags: str) -> list[float]:
        """The values of a distribution with these tags."""
        return [
            value for (name, of), some in list(self.values.items()) if _has(name, of, metric, tags) for value in some
        ]

    def arrived(self, enough: Callable[[], bool], patience: float = 20) -> None:
        """Waits until what was asked for is there; raises when it does not come, or was not to the letter."""
        end = time.monotonic() + patience
        while not enough():
            assert time.monotonic() < end, f"did not arrive: {self.counts}, {self.wrong}"
            time.sleep(0.01)
        assert self.wrong == []


def _has(name: str, of: frozenset[str], metric: str, tags: dict[str, str]) -> bool:
    return name == metric and {f"{key}:{value}" for key, value in tags.items()} <= of


@contextmanager
def sink(
    kind: str, folder: Path, path: str = "dsd.socket", port: int = 0, others: tuple[str, ...] = ()
) -> Iterator[Sink]:
    """A sink of the kind `udp`, `unixgram` or `unixstream`, at a free port unless one is given.

    Packets that begin with one of `others` are those of another client in the same service.
    """
    listening = socket.socket(
        socket.AF_INET if kind == "udp" else socket.AF_UNIX,
        socket.SOCK_STREAM if kind == "unixstream" else socket.SOCK_DGRAM,
    )
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
    listening.bind(("127.0.0.1", port) if kind == "udp" else str(folder / path))
    address = f"127.0.0.1:{listening.getsockname()[1]}" if kind == "udp" else str(folder / path)
    taking = Sink(f"{kind}://{address}", 1432 if kind == "udp" else 8192, others)
    if kind == "unixstream":
        listening.listen()
    ended = threading.Event()
    listening.settimeout(0.05)
    reader = threading.Thread(target=_accept if kind == "unixstream" else _read, args=(listening, taking, ended))
    reader.start()
    try:
        yield taking
    finally:
        ended.set()
        reader.join()
        listening.close()
        if kind != "udp":
            (folder / path).unlink()


def _read(listening: socket.socket, taking: Sink, ended: threading.Event) -> None:
    while not ended.is_set():
        try:
            taking.take(listening.recv(65536))
        except TimeoutError:
            continue


def _accept(listening: socket.socket, taking: Sink, ended: threading.Event) -> None:
    readers = []
    while not ended.is_set():
        try:
            connection, _ = listening.accept()
        except TimeoutError:
            continue
        connection.settimeout(0.05)
        readers.append(threading.Thread(target=_read_stream, args=(connection, taking, ended)))
        readers[-1].start()
    for reader in readers:
        reader.join()


def _read_stream(connection: socket.socket, taking: Sink, ended: threading.Event) -> None:
    """Payloads behind their length, four bytes, the lowest first."""
    with connection:
        held = b""
        while not ended.is_set():
            try:
                read = connection.recv(65536)
            except TimeoutError:
                continue
            if not read:
                return
            held += read
            while len(held) >= 4 and len(held) >= 4 + struct.unpack("<I", held[:4])[0]:
                length = struct.unpack("<I", held[:4])[0]
                taking.take(held[4 : 4 + length])
                held = held[4 + length :]
