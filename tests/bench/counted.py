"""The embedded Datadog in a process of its own that counts what is asked of it, and can be as unkind as Datadog.

`python -m tests.bench.counted MILLISECONDS WRITES_A_MINUTE MOST_IN_FLIGHT`; 0 for no delay and no limit.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.request import Request, urlopen

from dogwatch.local.api.asgi import ASGIApp, Receive, Scope, Send
from dogwatch.local.server import running
from tests.reported import report_durations

_COUNTS = "/bench/counts"
_MINUTE = 60


@dataclass(frozen=True)
class Counts:
    """What was asked since the last look: requests, those refused for a limit, connections, the most at once.

    `seconds` is the processor time of the server.
    """

    requests: int
    refused: int
    connections: int
    in_flight: int
    seconds: float


@dataclass
class Counter:
    """Middleware that counts, answers 429 to writes above the limit of a minute, and 512 to too many at once."""

    writes_a_minute: int = 0
    most_in_flight: int = 0
    _requests: int = 0
    _refused: int = 0
    _connections: set[object] = field(default_factory=set)
    _in_flight: int = 0
    _most: int = 0
    _began: float = 0.0
    _minute: int = 0
    _writes: int = 0

    def wrap(self, app: ASGIApp) -> ASGIApp:
        async def counted(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["path"] == _COUNTS:
                await _reply(send, 200, self._taken())
                return
            self._requests += 1
            self._connections.add(scope["client"])
            self._in_flight += 1
            self._most = max(self._most, self._in_flight)
            try:
                if refusal := self._refusal(scope):
                    self._refused += 1
                    await _reply(send, *refusal)
                else:
                    await app(scope, receive, send)
            finally:
                self._in_flight -= 1

        return counted

    def _refusal(self, scope: Scope) -> tuple[int, object, dict[str, str]] | None:
        if self.most_in_flight and self._in_flight > self.most_in_flight:
            return 512, {"errors": ["Timeout"]}, {}
        if not self.writes_a_minute or scope["method"] == "GET":
            return None
        minute, second = divmod(time.time(), _MINUTE)
        if minute != self._minute:
            self._minute, self._writes = int(minute), 0
        self._writes += 1
        if self._writes <= self.writes_a_minute:
            return None
        headers = {"x-ratelimit-limit": str(self.writes_a_minute), "x-ratelimit-period": str(_MINUTE)}
        headers |= {"x-ratelimit-remaining": "0", "x-ratelimit-reset": str(int(_MINUTE - second) + 1)}
        return 429, {"errors": ["Rate limit of requests exceeded"]}, headers

    def _taken(self) -> dict[str, float]:
        counts = {
            "requests": self._requests,
            "refused": self._refused,
            "connections": len(self._connections),
            "in_flight": self._most,
            "seconds": time.process_time() - self._began,
        }
        self._requests = self._refused = self._most = 0
        self._connections = set()
        self._began = time.process_time()
        return counts


async def _reply(send: Send, status: int, body: object, headers: dict[str, str] | None = None) -> None:
    data = json.dumps(body).encode()
    said = [(name.encode(), value.encode()) for name, value in (headers or {}).items()]
    said += [(b"content-type", b"application/json"), (b"content-length", b"%d" % len(data))]
    await send({"type": "http.response.start", "status": status, "headers": said})
    await send({"type": "http.response.body", "body": data})


@contextmanager
def counted_datadog(milliseconds: int, writes_a_minute: int = 0, most_in_flight: int = 0) -> Iterator[str]:
    """Gives its address; each request takes that much longer. It holds nothing yet, but durations have reported."""
    numbers = map(str, (milliseconds, writes_a_minute, most_in_flight))
    words = [sys.executable, "-m", "tests.bench.counted", *numbers]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            url = process.stdout.readline().strip()
            if not url:
                raise SystemExit("the embedded Datadog did not say where it answers")
            report_durations(url)
            counts(url)
            yield url
        finally:
            process.terminate()


def counts(url: str) -> Counts:
    """What was asked of the server at this address since this was called before."""
    with urlopen(Request(f"{url}{_COUNTS}")) as answer:
        return Counts(**json.load(answer))


def main(milliseconds: str, writes_a_minute: str, most_in_flight: str) -> None:
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda number, frame: ended.set())
    counter = Counter(int(writes_a_minute), int(most_in_flight))
    with running(delay=int(milliseconds) / 1000, wrap=counter.wrap) as server:
        print(server.url, flush=True)
        ended.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
