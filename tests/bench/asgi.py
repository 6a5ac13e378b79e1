"""What the middleware costs a request on an event loop, with processor time and without; a part of `make bench`."""

from __future__ import annotations

import asyncio
import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dogwatch.instrument import configure
from dogwatch.instrument.client import process_client
from dogwatch.instrument.frameworks.asgi import App, FeatureMiddleware
from dogwatch.names import CPU

ROUNDS, REQUESTS = 400, 32
# So often a request waits, as for a database.
WAITS = 3
FEATURES = {
    "bench-request": {"service": "bench", "routes": ["GET /plain"]},
    "bench-measured": {"service": "bench", "routes": ["GET /measured"], "cpu": True},
}


def rows() -> Iterator[tuple[str, str, str, str]]:
    """What was measured, the goal, and the best and the median of the rounds, in what is beyond the bare request."""
    with _catalog():
        times = asyncio.run(_in_turns())
    bare = times.pop("bare")
    for name, goal in (("/plain", ""), ("/measured", "10 µs")):
        best = min(times[name]) - min(bare)
        beyond = statistics.median(times[name]) - statistics.median(bare)
        what = "with sampled CPU" if name == "/measured" else "tracked"
        yield (
            f"a request of ASGI that waits {WAITS} times, {what}",
            goal,
            f"{best * 1e6:.2f} µs",
            f"{beyond * 1e6:.2f} µs",
        )


async def _in_turns() -> dict[str, list[float]]:
    """Seconds of a processor per request of each round of each variant: on a busy machine who looks at that clock is
    made to wait there, which another would have to elsewhere.
    """
    watched = FeatureMiddleware(_answer)
    variants: dict[str, tuple[App, str]] = {
        "bare": (_answer, "/plain"),
        "/plain": (watched, "/plain"),
        "/measured": (watched, "/measured"),
    }
    times: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(ROUNDS):
        for name, (app, path) in variants.items():
            began = time.thread_time()
            for _ in range(REQUESTS):
                await app({"type": "http", "method": "GET", "path": path, "headers": []}, _receive, _send)
            times[name].append((time.thread_time() - began) / REQUESTS)
    return times


async def _answer(scope: Any, receive: Any, send: Callable[[Any], Any]) -> None:
    for _ in range(WAITS):
        await asyncio.sleep(0)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


async def _receive() -> Any:
    raise AssertionError("nobody reads the body")


async def _send(message: Any) -> None:
    pass


@contextmanager
def _catalog() -> Iterator[None]:
    """The features in this process, whose metrics go nowhere."""
    client = process_client()
    before = client.settings
    with tempfile.TemporaryDirectory(prefix="dogwatch-bench-") as folder, client.held():
        file = Path(folder) / "catalog.json"
        file.write_text(json.dumps({"version": 1, "catalog": "bench", "features": FEATURES}))
        configure(catalog=str(file))
        yield
        taken = client.recording.take(beat=False)
        client.configure(before)
    measured = {tags: len(values) for (name, tags), values in taken.durations.items() if name == CPU.name}
    assert measured == {("feature:bench-measured",): ROUNDS * REQUESTS // 16}, measured
