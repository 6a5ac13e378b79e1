"""What a feature costs on spans of ddtrace, beside the same by hand; a part of `make bench`, in a process of its own.

By hand, a span is `with tracer.trace(...)` with three tags: the feature, its outcome and one more; and the feature on
the span that is open is one tag. What is by hand runs without dogwatch's processor of spans. A filter drops all traces,
so that what is measured is what the service's own thread does. All variants take turns in short rounds; a repeat
compares the best round of each. `python -m tests.bench.spans` runs this part alone, under any release of ddtrace.
"""

from __future__ import annotations

import json
import operator
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
BY_HAND = ("span by hand", "tag by hand", "nothing")

Row = tuple[str, str, str, str]
Call = Callable[[int], int]


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
    """What was measured, the goal, and the best and the median of the repeats."""
    import ddtrace

    tracer = _tracer()
    yield from _own_spans(tracer)
    yield from _open_spans(tracer)
    yield f"  under ddtrace {ddtrace.__version__}; load of the machine", "", f"{os.getloadavg()[0]:.1f}", ""


def _tracer() -> Any:
    from ddtrace.trace import TraceFilter, tracer

    class Nowhere(TraceFilter):
        def process_trace(self, trace: list[Any]) -> None:
            """No trace is sent."""

    tracer.configure(trace_processors=[Nowhere()])
    return tracer


def _own_spans(tracer: Any) -> Iterator[Row]:
    from dogwatch.instrument import track

    once = track("checkout", span=True)

    def by_hand(number: int) -> int:
        with tracer.trace("feature.call", resource="checkout") as span:
            span.set_tag("feature", "checkout")
            span.set_tag("feature.outcome", "ok")
            span.set_tag("region", "eu")
            return number

    def block(number: int) -> int:
        with once:
            return number

    def new_block(number: int) -> int:
        with track("checkout", span=True):
            return number

    variants: dict[str, Call] = {
        "span by hand": by_hand,
        "function with a span of its own": track("checkout", span=True)(_nothing),
        "block with one": block,
        "block with one, track() said anew": new_block,
    }

    def in_a_trace(call: Call) -> None:
        with tracer.trace("web.request"):
            _loop(call)

    for place, loop in (("in a trace", in_a_trace), ("as a trace", _loop)):
        times = _in_turns(variants, loop)
        bare = times.pop("span by hand")
        for name, taken in times.items():
            best, median = _compared(taken, bare, operator.truediv)
            yield f"{name}, {place}: times a bare span", "1.10", f"{best:.2f}", f"{median:.2f}"
        best, median = _compared(bare, bare, lambda ours, theirs: theirs)
        yield f"  beside: tracer.trace() with three tags, {place}", "", _micro(best), _micro(median)


def _open_spans(tracer: Any) -> Iterator[Row]:
    from dogwatch.instrument import track

    def by_hand(number: int) -> int:
        span = tracer.current_span()
        if span is not None:
            span.set_tag("feature", "checkout")
        return number

    def in_one_span(call: Call) -> None:
        with tracer.trace("web.request"):
            _loop(call)

    def in_a_span_each(call: Call) -> None:
        for number in range(CALLS):
            with tracer.trace("web.request"):
                call(number)

    variants: dict[str, Call] = {"nothing": _nothing, "tracked": track("checkout")(_nothing), "tag by hand": by_hand}
    for place, loop in (("in one span", in_one_span), ("in a span each", in_a_span_each)):
        times = _in_turns(variants, loop)
        bare = times.pop("nothing")
        for name, what, goal in (
            ("tracked", f"a tracked call {place}, tagging it", "2.0 µs"),
            ("tag by hand", "  beside: set_tag by hand, nothing measured", ""),
        ):
            best, median = _compared(times[name], bare, operator.sub)
            yield what, goal, _micro(best), _micro(median)


def _nothing(number: int) -> int:
    return number


def _loop(call: Call) -> None:
    for number in range(CALLS):
        call(number)


def _in_turns(variants: dict[str, Call], loop: Callable[[Call], None]) -> dict[str, list[float]]:
    """Seconds per call of each variant in each round; those by hand without what dogwatch has of every span."""
    from ddtrace._trace.processor import SpanProcessor

    from dogwatch.instrument.client import process_client

    process_client().stop(1)
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
    process_client().take()
    return times


def _compared(ours: list[float], theirs: list[float], compare: Callable[[float, float], float]) -> tuple[float, float]:
    """The best and the median of the repeats."""
    repeats = [slice(first, first + ROUNDS) for first in range(0, len(ours), ROUNDS)]
    compared = [compare(min(ours[one]), min(theirs[one])) for one in repeats]
    return min(compared), statistics.median(compared)


def _micro(seconds: float) -> str:
    return f"{seconds * 1e6:.2f} µs"


def main() -> None:
    if "--json" in sys.argv:
        print(json.dumps(list(measured())))
        return
    os.environ.update(QUIET)
    for row in measured():
        print("{:<66} {:>8} {:>9} {:>9}".format(*row), flush=True)


if __name__ == "__main__":
    main()
