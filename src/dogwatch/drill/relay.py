"""What the shop sends, on its way to the Agent: each call counts for as many as the clock of the drill is faster.

A minute of that clock has fewer calls in it than one of the real clock. With a sample rate on each line there are as
many a minute as before, so that limits such as 30 calls a minute mean what they say. Durations and memory stay as they
are.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Types that have a sample rate: counts, and what becomes a distribution (docs: DogStatsD, datagram format).
_SAMPLED = frozenset({b"c", b"d", b"h", b"ms"})
_LARGEST = 65536
_ROOM = 4 << 20


class Relay:
    """Holds back what comes at `url` until `pass_on`; `held` takes it away."""

    def __init__(self, listening: socket.socket, agent: tuple[str, int]) -> None:
        self.url = "udp://{}:{}".format(*listening.getsockname()[:2])
        self._listening, self._agent = listening, agent
        self._held: list[bytes] = []
        self._rate = b""

    def held(self) -> list[bytes]:
        """The lines that have come since the last time."""
        packets, self._held = self._held, []
        return [line for packet in packets for line in packet.split(b"\n") if line]

    def pass_on(self, times: float) -> None:
        """From now on everything goes to the Agent, each call as so many."""
        self._rate = b"|@%.9f" % (1 / times)

    def run(self) -> None:
        """Until there comes a packet of nothing."""
        while packet := self._listening.recv(_LARGEST):
            if self._rate:
                weighted = [self._weighted(line) for line in packet.split(b"\n")]
                self._listening.sendto(b"\n".join(weighted), self._agent)
            else:
                self._held.append(packet)

    def _weighted(self, line: bytes) -> bytes:
        fields = line.split(b"|", 2)
        if len(fields) < 2 or line.startswith(b"_") or fields[1] not in _SAMPLED:
            return line
        return line + self._rate

    def stop(self) -> None:
        """Has `run` come to an end."""
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as own:
            own.sendto(b"", self._listening.getsockname())


@contextmanager
def relaying(agent_port: int) -> Iterator[Relay]:
    """A relay at a free port of this machine while the block lasts, to the Agent at that port."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _ROOM)
        listening.bind(("127.0.0.1", 0))
        relay = Relay(listening, ("127.0.0.1", agent_port))
        thread = threading.Thread(target=relay.run, name="drill-relay")
        thread.start()
        try:
            yield relay
        finally:
            relay.stop()
            thread.join()
