"""What a feature costs on spans of ddtrace, beside the same by hand; a part of `make bench`, in a process of its own.

By hand, a span is `with tracer.trace(...)` with three tags: the feature, its outcome and one more; and the feature on
the span that is open is one tag. What is by hand runs without dogwatch's processor of spans. A filter drops all traces,
so that what is measured is what the service's own thread does. All variants take turns in short rounds; each repeat is
the median of its rounds. `python -m tests.bench.spans` runs this part alone, under any release of ddtrace.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

ROUNDS, CALLS, REPEATS = 20, 300, 5
QUIET = {
    "DD_INSTRUMENTATION_TELEMETRY_ENABLED": "false",
    "DD_REMOTE_CONFIGURATION_ENABLED": "false",
    "DD_TRACE_AGENT_URL": "http://127.0.0.1:1",
    "DD_DOGSTATSD_URL": "udp://127.0.0.1:1",
    "DD_TRACE_STARTUP_LOGS": "false",
}

BY_HAND = ("bare", "by hand")

Row = tuple[str, str, str, str]
Loop = Callable[[Callable[[int], int]], None]


def rows() -> Iterator[Row]:
    """The rows of a process in which ddtrace is loaded, as it is not in this one."""
    ended = subprocess.run(
        [sys.executable, "-m", "tests.bench.spans", "--json"],
        env={**os.environ, **QUIET},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    yield from map(tuple, json.loads(ended.stdout))  # type: ignore[misc]


def measured() -> Iterator[Row]:
    import ddtrace
    from ddtrace.trace import TraceFilter, tracer

    from dogwatch.instrument import track
    from dogwatch.instrument.client import process_client

    class Nowhere(TraceFilter):
        def process_trace(self, trace: list[Any]) -> None:
            """No trace is sent."""

    tracer.configure(trace_processors=[Nowhere()])

    def nothing(number: int) -> int:
        return number

    def bare(number: int) -> int:
        with tracer.trace("feature.call", resource="checkout") as span:
            span.set_tag("feature", "checkout")
            span.set_tag("feature.outcome", "ok")
            span.set_tag("region", "eu")
            return number

    def by_hand(number: int) -> int:
        span = tracer.current_span()
        if span is not None:
            span.set_tag("feature", "checkout")
        return number

    once = track("checkout", span=True)

    def block(number: int) -> int:
        with once:
            return number

    def new_block(number: int) -> int:
        with track("checkout", span=True):
            return number

    own, tagged = track("checkout", span=True)(nothing), track("checkout")(nothing)

    def roots(call: Callable[[int], int]) -> None:
        for number in range(CALLS):
            call(number)

    def inside(call: Callable[[int], int]) -> None:
        with tracer.trace("web.request"):
            roots(call)

    def each_inside(call: Callable[[int], int]) -> None:
        for number in range(CALLS):
            with tracer.trace("web.request"):
                call(number)

    client = process_client()
    client.stop(1)
    for place, loop in (("in a trace", inside), ("as a trace", roots)):
        times = _in_turns({"bare": bare, "own": own, "block": block, "new": new_block}, loop, client)
        for name, what in (
            ("own", "function with a span of its own"),
            ("block", "block with one"),
            ("new", "block with one, track() said anew"),
        ):
            best, median = _repeated(lambda ours, bare: ours / bare, times[name], times["bare"])
            yield f"{what}, {place}: times a bare span", "1.10", f"{best:.2f}", f"{median:.2f}"
        bare_best, bare_median = _repeated(lambda bare, _: bare, times["bare"], times["bare"])
        yield f"  beside: tracer.trace() with three tags, {place}", "", _micro(bare_best), _micro(bare_median)
    for place, loop in (("in one span", inside), ("in a span each", each_inside)):
        times = _in_turns({"bare": nothing, "tagged": tagged, "by hand": by_hand}, loop, client)
        for name, what, goal in (
            ("tagged", f"a tracked call {place}, tagging it", "2.0 µs"),
            ("by hand", "  beside: set_tag by hand, nothing measured", ""),
        ):
            best, median = _repeated(lambda ours, bare: ours - bare, times[name], times["bare"])
            yield what, goal, _micro(best), _micro(median)
    yield f"  under ddtrace {ddtrace.__version__}; load of the machine", "", f"{os.getloadavg()[0]:.1f}", ""


def _in_turns(variants: dict[str, Callable[[int], int]], loop: Loop, client: Any) -> dict[str, list[float]]:
    """Seconds per call of each variant in each round; those by hand without what dogwatch has of every span."""
    from ddtrace._trace.processor import SpanProcessor

    ours = [one for one in SpanProcessor.__processors__ if type(one).__module__.startswith("dogwatch")]
    times: dict[str, list[float]] = {name: [] for name in variants}
    for _ in range(ROUNDS * REPEATS):
        for name, call in variants.items():
            away = ours if name in BY_HAND else []
            for processor in away:
                processor.unregister()
            began = time.perf_counter()
            loop(call)
            times[name].append((time.perf_counter() - began) / CALLS)
            for processor in away:
                processor.register()
    client.recording.take(False)
    return times


def _repeated(compared: Callable[[float, float], float], ours: list[float], bare: list[float]) -> tuple[float, float]:
    """The best and the median of the repeats, each of which is the median of its rounds' pairs."""
    pairs = [compared(*pair) for pair in zip(ours, bare, strict=True)]
    repeats = [statistics.median(pairs[first : first + ROUNDS]) for first in range(0, len(pairs), ROUNDS)]
    return min(repeats), statistics.median(repeats)


def _micro(seconds: float) -> str:
    return f"{seconds * 1e6:.2f} µs"


def main() -> None:
    os.environ.update(QUIET)
    if "--json" in sys.argv:
        print(json.dumps(list(measured())))
        return
    for row in measured():
        print("{:<66} {:>8} {:>9} {:>9}".format(*row), flush=True)


if __name__ == "__main__":
    main()
