"""Spans to begin with, and payloads of them as tracers send them."""

from __future__ import annotations

from typing import Any

import msgspec

from dogwatch.local.intake.traces import Span

# The second of a bucket's beginning, and in nanoseconds.
NOW = 1_700_000_000
START = NOW * 10**9

COLUMNS = Span.__struct_fields__


def span(**changes: Any) -> Span:
    """The first span of a service, a second long, that ended a second after `NOW`."""
    begun: dict[str, Any] = {
        "service": "shop",
        "name": "web.request",
        "resource": "GET /pay",
        "trace_id": 1,
        "span_id": 2,
        "parent_id": 0,
        "start": START,
        "duration": 10**9,
        "error": 0,
        "meta": {"env": "prod"},
        "metrics": {"_dd.top_level": 1},
        "type": "web",
    }
    return Span(**{**begun, **changes})


def v04(traces: list[list[Span]]) -> bytes:
    return msgspec.msgpack.encode(traces)


def v05(traces: list[list[Span]]) -> bytes:
    """The table of texts, and spans that point into it."""
    texts: dict[str, int] = {"": 0}

    def index(text: str | None) -> int:
        return texts.setdefault(text or "", len(texts))

    def columns(of: Span) -> list[Any]:
        row = [getattr(of, name) for name in COLUMNS]
        row[:3] = map(index, row[:3])
        row[9] = {index(key): index(value) for key, value in of.texts.items()}
        row[10] = {index(key): value for key, value in of.numbers.items()}
        row[11] = index(of.type)
        return row

    rows = [[columns(each) for each in trace] for trace in traces]
    return msgspec.msgpack.encode([list(texts), rows])


def v07(traces: list[list[Span]]) -> bytes:
    chunks = [{"priority": 1, "origin": "", "spans": trace, "tags": {}, "dropped_trace": False} for trace in traces]
    payload = {"language_name": "python", "chunks": chunks, "env": "dev", "hostname": "box", "app_version": "7"}
    return msgspec.msgpack.encode(payload)


ENCODED = {"v0.3": v04, "v0.4": v04, "v0.5": v05, "v0.7": v07}
