"""Traces as tracers send them: msgpack of the versions 0.3, 0.4, 0.5 and 0.7, and JSON of the first two.

Source: dd-apm-test-agent trace.py, agent pkg/trace/api. Span links, span events and structured tags are passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, NamedTuple, TypeAlias

import msgspec

Index: TypeAlias = Annotated[int, msgspec.Meta(ge=0)]


class Span(msgspec.Struct, frozen=True, gc=False):
    """A span; `start` and `duration` are nanoseconds, texts are in `meta`, numbers in `metrics`."""

    service: str | None = None
    name: str | None = None
    resource: str | None = None
    trace_id: int = 0
    span_id: int = 0
    parent_id: int | None = 0
    start: int = 0
    duration: int = 0
    error: int = 0
    meta: dict[str, str] | None = None
    metrics: dict[str, float] | None = None
    type: str | None = None

    @property
    def texts(self) -> Mapping[str, str]:
        return self.meta or {}

    @property
    def numbers(self) -> Mapping[str, float]:
        return self.metrics or {}


Trace: TypeAlias = list[Span]


class Payload(NamedTuple):
    """What a tracer sends at once; what it says of all its spans is empty where it says nothing."""

    traces: list[Trace]
    env: str = ""
    version: str = ""
    host: str = ""


class Undecodable(ValueError):
    """A payload that is not of its version."""


class _Chunk(msgspec.Struct):
    spans: list[Span]
    origin: str | None = None


class _TracerPayload(msgspec.Struct):
    chunks: list[_Chunk]
    env: str | None = None
    hostname: str | None = None
    app_version: str | None = None


# Service, name, resource, trace, span, parent, start, duration, error, meta, metrics, type: texts by their index.
_Columns: TypeAlias = tuple[
    Index, Index, Index, int, int, int, int, int, int, dict[Index, Index], dict[Index, float], Index
]

_traces = msgspec.msgpack.Decoder(list[list[Span]])
_json = msgspec.json.Decoder(list[list[Span]])
_table = msgspec.msgpack.Decoder(tuple[list[str], list[list[_Columns]]])
_tracer_payload = msgspec.msgpack.Decoder(_TracerPayload)


def decoded(version: str, body: bytes, *, is_json: bool = False) -> Payload:
    """The payload of a version, one of `VERSIONS`. Raises Undecodable."""
    try:
        return Payload(_json.decode(body)) if is_json and version in _MAPS else VERSIONS[version](body)
    except (msgspec.MsgspecError, UnicodeDecodeError, IndexError, RecursionError) as error:
        raise Undecodable(f"no traces of {version}: {error}") from error


def _v04(body: bytes) -> Payload:
    return Payload(_traces.decode(body))


def _v05(body: bytes) -> Payload:
    texts, traces = _table.decode(body)
    return Payload([[_of(texts, columns) for columns in trace] for trace in traces])


def _of(texts: list[str], columns: _Columns) -> Span:
    service, name, resource, trace_id, span_id, parent_id, start, duration, error, meta, metrics, type = columns
    return Span(
        texts[service],
        texts[name],
        texts[resource],
        trace_id,
        span_id,
        parent_id,
        start,
        duration,
        error,
        {texts[key]: texts[value] for key, value in meta.items()},
        {texts[key]: value for key, value in metrics.items()},
        texts[type],
    )


def _v07(body: bytes) -> Payload:
    sent = _tracer_payload.decode(body)
    traces = [chunk.spans for chunk in sent.chunks]
    return Payload(traces, sent.env or "", sent.app_version or "", sent.hostname or "")


# Those in which a span is a map of names; they differ in what the Agent answers.
_MAPS = ("v0.3", "v0.4")
VERSIONS: dict[str, Callable[[bytes], Payload]] = {**dict.fromkeys(_MAPS, _v04), "v0.5": _v05, "v0.7": _v07}
