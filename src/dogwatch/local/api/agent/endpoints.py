"""What tracers ask an Agent: to take traces and statistics, and what it can."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from dogwatch.errors import QuerySyntaxError
from dogwatch.local.api.generated_metric.endpoints import SPANS
from dogwatch.local.api.message import Answer, ok
from dogwatch.local.api.world import World
from dogwatch.local.intake import (
    ENV,
    VERSIONS,
    NotSearched,
    SpanMetric,
    Undecodable,
    decoded,
    decoded_stats,
    span_metric,
)

# What the Agent reads of a request at most (`apm_config.max_request_bytes`).
LARGEST_BODY = 25 << 20
# Tracers look at it to see what they may send; it is that of the Agent whose sources were read.
VERSION = "7.70.0"
RATES = {"rate_by_service": {f"service:,env:{ENV}": 1, "service:,env:": 1}}
SPAN_KINDS = ["server", "consumer", "client", "producer"]


@dataclass(frozen=True, slots=True)
class AgentRequest:
    """One request of a tracer; the names of headers are in lower case."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


Handler = Callable[[World, AgentRequest], Answer]


def answer(world: World, request: AgentRequest) -> Answer:
    """What the Agent answers: 404 for a path that it does not have, as the real one does."""
    handler = ENDPOINTS.get((request.method, request.path))
    if handler is None:
        return Answer(404, b"404 page not found\n", "text/plain; charset=utf-8")
    try:
        return handler(world, request)
    except Undecodable as error:
        world.intake.leave_out("payloads undecodable", str(error))
        return Answer(400, f"{error}\n".encode(), "text/plain; charset=utf-8")


def traces(version: str, world: World, request: AgentRequest) -> Answer:
    """`PUT` or `POST /v0.X/traces`: 200 and how many traces of which service shall be kept, all of them.

    Those of v0.3 are answered `OK`, as it did not know of rates.
    """
    is_json = request.headers.get("content-type", "").startswith("application/json")
    payload = decoded(version, request.body, is_json=is_json)
    world.intake.take_traces(
        payload,
        span_metrics(world),
        is_counted=_says_yes(request, "datadog-client-computed-stats"),
        has_top_level=_says_yes(request, "datadog-client-computed-top-level"),
    )
    return Answer(200, b"OK\n", "text/plain; charset=utf-8") if version == "v0.3" else ok(RATES)


def stats(world: World, request: AgentRequest) -> Answer:
    """`PUT` or `POST /v0.6/stats`: 200 `{}`."""
    world.intake.take_stats(decoded_stats(request.body))
    return ok({})


def info(world: World, request: AgentRequest) -> Answer:
    """`GET /info`: what this Agent takes; nothing that it would not do anything with."""
    return ok(
        {
            "version": VERSION,
            "endpoints": sorted({path for _, path in ENDPOINTS if path != "/info"}),
            "feature_flags": [],
            "client_drop_p0s": True,
            "span_meta_structs": False,
            "long_running_spans": False,
            "span_events": False,
            "config": {"default_env": ENV, "max_request_bytes": LARGEST_BODY},
            "peer_tags": [],
            "span_kinds_stats_computed": SPAN_KINDS,
        }
    )


def span_metrics(world: World) -> Iterator[SpanMetric]:
    """The metrics over spans that are declared now, but for those with a filter that is not understood."""
    for document in world.store.all(SPANS):
        metric = _compiled(document.body)
        if metric is not None:
            yield metric


@lru_cache(maxsize=1000)
def _compiled(definition: str) -> SpanMetric | None:
    read = json.loads(definition)
    try:
        return span_metric(read["id"], read["attributes"])
    except (NotSearched, QuerySyntaxError):
        return None


def _says_yes(request: AgentRequest, header: str) -> bool:
    """Whether a header is set to what is not a no (agent pkg/trace/api: isHeaderTrue)."""
    return request.headers.get(header, "").lower() not in ("", "0", "f", "false", "n", "no")


ENDPOINTS: dict[tuple[str, str], Handler] = {
    ("GET", "/info"): info,
    **{(method, "/v0.6/stats"): stats for method in ("PUT", "POST")},
    **{(method, f"/{version}/traces"): partial(traces, version) for version in VERSIONS for method in ("PUT", "POST")},
}
