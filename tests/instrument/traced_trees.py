"""A process that traces: for each line of JSON, a tree of calls, it answers with the spans that the tree has made.

Where a call was not the one that it should have been, it answers with a text that says so.
"""

from __future__ import annotations

import asyncio
import json
import sys
from typing import Any

from ddtrace.trace import TraceFilter, tracer

from tests.instrument.trees import Trees, read


class _Spans(TraceFilter):
    """Keeps what would be sent of traces, and lets nothing be sent."""

    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []

    def process_trace(self, trace: list[Any]) -> None:
        self.seen += [
            {
                "id": span.span_id,
                "parent": span.parent_id,
                "name": span.name,
                "resource": span.resource,
                "feature": span.get_tag("feature"),
                "error": span.get_tag("error.type") if span.error else "",
            }
            for span in trace
        ]


def main() -> None:
    spans = _Spans()
    tracer.configure(trace_processors=[spans])
    for line in sys.stdin:
        spans.seen.clear()
        try:
            asyncio.run(Trees(tracer.trace).run(read(json.loads(line))))
        except AssertionError as error:
            print(json.dumps(str(error)), flush=True)
        else:
            print(json.dumps(spans.seen), flush=True)


if __name__ == "__main__":
    main()
