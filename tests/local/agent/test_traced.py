"""Services under the real ddtrace: what they send is read as Datadog's test agent reads it, and counted one by one."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

import msgspec
import pytest

from dogwatch.local.api.agent.endpoints import AgentRequest, answer
from dogwatch.local.intake import VERSIONS as TRACES
from dogwatch.local.intake import decoded, decoded_stats
from dogwatch.local.server import Agent, Running, running
from dogwatch.names import normalized_tag
from tests.instrument.trace_agent import TraceAgent, run_traced, running_agent, traced_environment
from tests.local.organisation import Clock
from tests.local.organisation import Organisation as Plain

CALLS, FAILURES = 23, 4
SERVICE = f"""
from ddtrace import tracer
from dogwatch.instrument import interaction, track

@track("checkout")
def pay(fails):
    with tracer.trace("db.query", service="db", resource="SELECT 1", span_type="sql") as span:
        span.set_tag("span.kind", "client")
    if fails:
        raise ValueError

for number in range({CALLS}):
    with tracer.trace("web.request", service="shop-api", resource="POST /pay", span_type="web") as span:
        span.set_tag("http.status_code", "500" if number < {FAILURES} else "200")
        span.set_tag("feature", "checkout")
        span.set_metric("items", number)
        span.set_tag("name", "Füße")
        try:
            pay(number < {FAILURES})
        except ValueError:
            span.error = 1
    interaction("pay", feature="checkout")
"""
COLUMNS = ("service", "name", "resource", "type", "trace_id", "span_id", "parent_id", "start", "duration", "error")


@pytest.fixture(scope="module")
def test_agent(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TraceAgent]:
    with running_agent(tmp_path_factory.mktemp("agent")) as agent:
        yield agent


def plain(span: dict[str, Any]) -> dict[str, Any]:
    """A span without the difference between what is empty and what is missing."""
    found = {name: span.get(name) or (0 if name.endswith("id") or name == "error" else "") for name in COLUMNS}
    return {**found, "meta": span.get("meta") or {}, "metrics": span.get("metrics") or {}}


def recorded(agent: TraceAgent, **environment: str) -> list[AgentRequest]:
    """The requests of a service that has run, as tracers make them of an Agent."""
    agent.get("/test/session/clear")
    run_traced(SERVICE, agent, DOGWATCH_ENABLED="false", **environment)
    return [
        AgentRequest(
            request["method"],
            urlsplit(request["url"]).path,
            {name.lower(): value for name, value in request["headers"].items()},
            base64.b64decode(request["body"]),
        )
        for request in agent.get("/test/session/requests")
    ]


def spans_of(agent: TraceAgent) -> list[dict[str, Any]]:
    return [span for trace in agent.get("/test/session/traces") for span in trace]


VERSIONS: list[dict[str, str]] = [{}, *({"DD_TRACE_API_VERSION": version} for version in ("v0.4", "v0.5"))]


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_reads_the_spans_that_datadogs_test_agent_reads(test_agent: TraceAgent, version: dict[str, str]):
    sent = [(request.path.split("/")[1], request.body) for request in recorded(test_agent, **version)]
    payloads = [decoded(of, body) for of, body in sent if of in TRACES]
    ours = [span for payload in payloads for trace in payload.traces for span in trace]
    assert len(ours) == 2 * CALLS
    by_id = {span["span_id"]: plain(span) for span in spans_of(test_agent)}
    assert {span.span_id: plain(msgspec.to_builtins(span)) for span in ours} == by_id


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_queries_answer_as_many_spans_and_errors_as_datadogs_test_agent_has(
    test_agent: TraceAgent, version: dict[str, str]
):
    clock = Clock(time.time())
    organisation = Plain(clock)
    for request in recorded(test_agent, DD_ENV="test", **version):
        answer(organisation.world, request)
    clock.pass_(40)
    theirs = spans_of(test_agent)
    asked = {(span["name"], span["service"], span["resource"]) for span in theirs}
    assert len(asked) == 2
    for name, service, resource in asked:
        alike = [span for span in theirs if (span["name"], span["service"]) == (name, service)]
        scope = f"{{service:{service},resource_name:{normalized_tag(resource)},env:test}}.as_count()"
        for metric, number in (("hits", len(alike)), ("errors", sum(span.get("error", 0) for span in alike))):
            window = {"from": int(clock.second) - 600, "to": int(clock.second) + 60}
            _, body = organisation.ask("GET", "/api/v1/query", query=f"sum:trace.{name}.{metric}{scope}", **window)
            points = [value for series in body["series"] for _, value in series["pointlist"] if value is not None]
            assert sum(points) == number, (metric, scope)


def test_reads_the_statistics_that_datadogs_test_agent_reads(test_agent: TraceAgent):
    requests = recorded(test_agent, DD_ENV="test", DD_VERSION="7", DD_TRACE_STATS_COMPUTATION_ENABLED="true")
    sent = [decoded_stats(request.body) for request in requests if request.path == "/v0.6/stats"]
    ours = [
        (stats.env, stats.version, start, of.name, of.service, of.resource, of.status, of.hits, of.errors, of.duration)
        for stats in sent
        for start, of, _ in stats.ended
    ]
    names = ("Name", "Service", "Resource", "HTTPStatusCode", "Hits", "Errors", "Duration")
    theirs = [
        (stats["Env"], stats["Version"], bucket["Start"], *(group[name] for name in names))
        for stats in test_agent.get("/test/session/stats")
        for bucket in stats["Stats"]
        for group in bucket["Stats"]
    ]
    assert sorted(ours) == sorted(theirs)
    assert sum(hits for *_, hits, _, _ in ours) == 2 * CALLS


class Organisation(NamedTuple):
    """An embedded Datadog with a clock that stands still between tests, to which a service sends."""

    server: Running
    clock: Clock

    def run(self, **environment: str) -> None:
        """Runs the service until it has ended, and its metrics are over."""
        agent = self.server.agent
        traced = traced_environment(
            TraceAgent(f"http://127.0.0.1:{agent.trace_port}"),
            DD_DOGSTATSD_PORT=str(agent.dogstatsd_port),
            DD_ENV="test",
            DD_SERVICE="shop-api",
            **environment,
        )
        command = [str(Path(sys.executable).with_name("ddtrace-run")), sys.executable, "-c", SERVICE]
        ended = subprocess.run(command, env=traced, capture_output=True, text=True, timeout=60, check=False)
        assert (ended.returncode, ended.stderr) == (0, "")
        self.clock.pass_(40)

    def ask(self, method: str, path: str, body: object = None, **query: object) -> Any:
        headers = {"DD-API-KEY": self.server.keys.api, "DD-APPLICATION-KEY": self.server.keys.application}
        url = f"{self.server.url}{path}?{urlencode(query)}"
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(url, data=data, method=method, headers=headers)) as answer:
            return json.load(answer)

    def total(self, query: str) -> float:
        """What a query over the last minutes comes to."""
        end = int(self.clock.second) + 60
        answer = self.ask("GET", "/api/v1/query", query=query, **{"from": end - 600, "to": end})
        return sum(value for series in answer["series"] for _, value in series["pointlist"] if value is not None)


@pytest.fixture
def organisation() -> Iterator[Organisation]:
    clock = Clock(time.time())
    with running(agent=Agent(dogstatsd_port=0, trace_port=0), now=clock) as server:
        made = Organisation(server, clock)
        attributes = {
            "compute": {"aggregation_type": "count"},
            "filter": {"query": "service:shop-api @feature:checkout operation_name:web.request"},
            "group_by": [{"path": "@feature", "tag_name": "feature"}],
        }
        data = {"type": "spans_metrics", "id": "checkout.spans", "attributes": attributes}
        made.ask("POST", "/api/v2/apm/config/metrics", {"data": data})
        yield made


@pytest.mark.parametrize("version", ["v0.4", "v0.5"])
@pytest.mark.parametrize("by_itself", ["false", "true"])
def test_as_many_calls_as_a_service_made_are_what_queries_answer(
    organisation: Organisation, version: str, by_itself: str
):
    organisation.run(DD_TRACE_API_VERSION=version, DD_TRACE_STATS_COMPUTATION_ENABLED=by_itself)
    expected = {
        "sum:feature.hits{feature:checkout,env:test,service:shop-api}.as_count()": CALLS,
        "sum:feature.hits{feature:checkout,outcome:error}.as_count()": FAILURES,
        "sum:feature.interactions{feature:checkout,action:pay}.as_count()": CALLS,
        "count:feature.duration{feature:checkout}.as_count()": CALLS,
        "sum:trace.web.request.hits{service:shop-api,resource_name:post_/pay}.as_count()": CALLS,
        "sum:trace.web.request.hits{http.status_code:500}.as_count()": FAILURES,
        "sum:trace.web.request.errors{env:test}.as_count()": FAILURES,
        "sum:trace.web.request.hits.by_http_status{http.status_class:2xx}.as_count()": CALLS - FAILURES,
        "sum:trace.db.query.hits{service:db}.as_count()": CALLS,
        "count:trace.web.request{*}.as_count()": CALLS,
        "sum:trace.web.request.hits{feature:checkout}.as_count()": 0,  # tags of spans do not reach trace metrics
        "sum:checkout.spans{feature:checkout}.as_count()": CALLS,
    }
    assert {query: organisation.total(query) for query in expected} == pytest.approx(expected)


def test_trace_metrics_count_all_calls_and_metrics_over_spans_those_that_are_ingested(organisation: Organisation):
    organisation.run(DD_TRACE_SAMPLING_RULES='[{"sample_rate": 0}]')
    assert organisation.total("sum:trace.web.request.hits{*}.as_count()") == CALLS
    assert organisation.total("sum:checkout.spans{*}.as_count()") == 0
