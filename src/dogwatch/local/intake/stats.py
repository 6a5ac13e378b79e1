"""What tracers have counted of their spans themselves: msgpack of `/v0.6/stats`.

Source: ddtrace internal/processor/stats.py, agent pkg/proto/pbgo/trace. What is not counted with is passed over.
"""

from __future__ import annotations

from typing import Annotated, NamedTuple, TypeAlias

import msgspec

from .points import Floats
from .sketch import NoSketch, samples
from .traces import Undecodable

Count: TypeAlias = Annotated[int, msgspec.Meta(ge=0, le=(1 << 63) - 1)]


class Group(msgspec.Struct, rename="pascal"):
    """Spans that agree on service, operation (`name`), resource and status; `duration` of all, in nanoseconds.

    The summaries are sketches of how long they took, those that failed apart.
    """

    name: str = ""
    service: str | None = None
    resource: str | None = None
    status: int = msgspec.field(name="HTTPStatusCode", default=0)
    synthetics: bool = False
    hits: Count = 0
    errors: Count = 0
    duration: Count = 0
    ok_summary: bytes = b""
    error_summary: bytes = b""


class Ended(NamedTuple):
    """A group of spans that ended within ten seconds from `start`, in nanoseconds, and how long they took.

    Of `latencies`, each is values in nanoseconds and how many there are of them.
    """

    start: int
    group: Group
    latencies: list[tuple[Floats, Floats]]


class Stats(NamedTuple):
    """What a tracer sends at once; texts are empty where it says nothing."""

    env: str
    version: str
    host: str
    ended: list[Ended]


class _Bucket(msgspec.Struct, rename="pascal"):
    start: Count
    stats: list[Group]


class _Payload(msgspec.Struct, rename="pascal"):
    stats: list[_Bucket]
    hostname: str | None = None
    env: str | None = None
    version: str | None = None


_payload = msgspec.msgpack.Decoder(_Payload)


def decoded_stats(body: bytes) -> Stats:
    """Raises Undecodable."""
    try:
        sent = _payload.decode(body)
        ended = [Ended(bucket.start, group, _latencies(group)) for bucket in sent.stats for group in bucket.stats]
    except (msgspec.MsgspecError, UnicodeDecodeError, NoSketch, RecursionError) as error:
        raise Undecodable(f"no statistics of v0.6: {error}") from error
    return Stats(sent.env or "", sent.version or "", sent.hostname or "", ended)


def _latencies(group: Group) -> list[tuple[Floats, Floats]]:
    return [samples(summary) for summary in (group.ok_summary, group.error_summary) if summary]
