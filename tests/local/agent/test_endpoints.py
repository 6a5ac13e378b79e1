"""What tracers ask the Agent, without a server; `test_traced` has a real one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dogwatch.local.api.agent.endpoints import ENDPOINTS, RATES, AgentRequest, answer
from tests.local.intake.spans import ENCODED, NOW, span
from tests.local.intake.test_stats import GROUP, payload
from tests.local.organisation import Clock, Organisation

METRIC = {
    "id": "checkout.hits",
    "type": "spans_metrics",
    "attributes": {
        "compute": {"aggregation_type": "count"},
        "filter": {"query": "@feature:checkout"},
        "group_by": [{"path": "@feature", "tag_name": "feature"}],
    },
}


def sent(organisation: Organisation, path: str, body: bytes, method: str = "PUT", **headers: str) -> tuple[int, Any]:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    given = answer(organisation.world, AgentRequest(method, path, named, body))
    return given.status, json.loads(given.body) if given.content_type == "application/json" else given.body


def total(organisation: Organisation, clock: Clock, query: str) -> float:
    """What a query over the last minute comes to, once all that was sent is over."""
    clock.pass_(30)
    window = {"from": NOW - 60, "to": NOW + 600}
    _, body = organisation.ask("GET", "/api/v1/query", query=query, **window)
    return sum(value for series in body["series"] for _, value in series["pointlist"] if value is not None)


@pytest.fixture
def clock() -> Clock:
    return Clock(NOW + 5)


@pytest.fixture
def organisation(clock: Clock) -> Organisation:
    return Organisation(clock)


@pytest.mark.parametrize("method", ["PUT", "POST"])
@pytest.mark.parametrize("version", ENCODED)
def test_takes_traces_and_keeps_all_of_them(organisation: Organisation, clock: Clock, version: str, method: str):
    status, said = sent(organisation, f"/{version}/traces", ENCODED[version]([[span()], [span()]]), method)
    assert (status, said) == (200, b"OK\n" if version == "v0.3" else RATES)
    assert total(organisation, clock, "sum:trace.web.request.hits{service:shop}.as_count()") == 2
    assert organisation.ask("GET", "/api/v1/metrics/trace.web.request.hits")[1]["type"] == "count"


def test_takes_json(organisation: Organisation, clock: Clock):
    body = json.dumps([[{"name": "web.request", "service": "shop", "start": NOW * 10**9, "duration": 10**9}]]).encode()
    assert sent(organisation, "/v0.4/traces", body, content_type="application/json")[0] == 200
    assert total(organisation, clock, "sum:trace.web.request.hits{*}.as_count()") == 1


@pytest.mark.parametrize(("says", "hits"), [("true", 3), ("yes", 3), ("", 4), ("false", 4), ("0", 4)])
def test_counts_no_span_that_the_tracer_has_counted(organisation: Organisation, clock: Clock, says: str, hits: int):
    sent(organisation, "/v0.4/traces", ENCODED["v0.4"]([[span()]]), datadog_client_computed_stats=says)
    assert sent(organisation, "/v0.6/stats", payload(GROUP)) == (200, {})
    assert total(organisation, clock, "sum:trace.web.request.hits{*}.as_count()") == hits


def test_says_which_spans_come_first_where_the_tracer_does_not(organisation: Organisation, clock: Clock):
    trace = [span(metrics={}), span(span_id=3, parent_id=2, metrics={})]
    sent(organisation, "/v0.4/traces", ENCODED["v0.4"]([trace]), datadog_client_computed_top_level="yes")
    sent(organisation, "/v0.4/traces", ENCODED["v0.4"]([trace]))
    assert total(organisation, clock, "sum:trace.web.request.hits{*}.as_count()") == 1


def test_computes_the_metrics_over_spans_that_are_declared(organisation: Organisation, clock: Clock):
    broken = {**METRIC, "id": "broken", "attributes": {**METRIC["attributes"], "filter": {"query": "((("}}}
    for data in (METRIC, broken):
        assert organisation.ask("POST", "/api/v2/apm/config/metrics", {"data": data})[0] == 200
    traces = [[span(meta={"feature": "checkout"}), span(metrics={}, meta={"feature": "checkout"}), span()]]
    sent(organisation, "/v0.5/traces", ENCODED["v0.5"](traces), datadog_client_computed_stats="yes")
    assert total(organisation, clock, "sum:checkout.hits{feature:checkout}.as_count()") == 2
    assert organisation.ask("GET", "/api/v1/metrics/trace.web.request.hits")[0] == 404
    organisation.ask("DELETE", "/api/v2/apm/config/metrics/checkout.hits")
    sent(organisation, "/v0.5/traces", ENCODED["v0.5"](traces))
    assert total(organisation, clock, "sum:checkout.hits{feature:checkout}.as_count()") == 2


def test_info_names_what_is_taken_and_nothing_else(organisation: Organisation):
    status, said = sent(organisation, "/info", b"", "GET")
    assert status == 200
    assert said["endpoints"] == ["/v0.3/traces", "/v0.4/traces", "/v0.5/traces", "/v0.6/stats", "/v0.7/traces"]
    assert {path for _, path in ENDPOINTS} == {*said["endpoints"], "/info"}
    assert said["client_drop_p0s"] is True


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("PUT", "/v0.4/traces", 400),
        ("PUT", "/v0.6/stats", 400),
        ("PUT", "/v1.0/traces", 404),
        ("GET", "/v0.4/traces", 404),
        ("POST", "/telemetry/proxy/api/v2/apmtelemetry", 404),
    ],
)
def test_refuses_what_is_wrong_or_not_there(organisation: Organisation, method: str, path: str, status: int):
    assert sent(organisation, path, b"\xc1", method)[0] == status
