"""A metric over spans, from its declaration to its number: catalog, ddtrace in a service, port of traces, query."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from dogwatch.local.server import Agent, Running, running
from tests.cli.command import dogwatch
from tests.declare.catalogs import write
from tests.instrument.trace_agent import TraceAgent, traced_environment
from tests.local.organisation import Clock

CATALOG = """
from dogwatch import Catalog, Errors, Feature, SpanMetric, Team

payments = Team("payments", notify="@slack-payments")
checkout = Feature("checkout", team=payments, service="shop-api", signals=[Errors(rate="1%", least=0)])
calls = SpanMetric(
    "shop.checkout.calls", feature=checkout, filter="@duration:>=0 service:db", description="Queries of a checkout"
)
queries = SpanMetric(
    "shop.checkout.queries", feature=checkout, filter="type:sql", path="@duration", unit="nanosecond",
    group_by=["resource_name"], percentiles=True, description="Time of the queries of a checkout",
)
catalog = Catalog("shop", namespaces=["shop"])
"""
CALLS = 21
# Two of three spans are not meant: one is of no feature, one is no query. Says how long the others took.
SERVICE = f"""
from ddtrace import tracer
from dogwatch.instrument import track

took = []
for number in range({CALLS}):
    with track("checkout"):
        with tracer.trace("query", service="db", resource=f"SELECT {{number % 3}}", span_type="sql") as span:
            pass
    took.append(span.duration_ns)
    with tracer.trace("query", service="db", resource="SELECT 9", span_type="sql"):
        pass
    with track("checkout"), tracer.trace("lookup", service="cache", span_type="cache"):
        pass
print(sum(took), max(took))
"""


def run(server: Running) -> list[int]:
    """The service's own word for how long its queries took, once it has ended."""
    agent = server.agent
    traced = traced_environment(
        TraceAgent(f"http://127.0.0.1:{agent.trace_port}"),
        DD_DOGSTATSD_PORT=str(agent.dogstatsd_port),
        DD_ENV="prod",
        DD_SERVICE="shop-api",
    )
    command = [str(Path(sys.executable).with_name("ddtrace-run")), sys.executable, "-c", SERVICE]
    ended = subprocess.run(command, env=traced, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    return [int(number) for number in ended.stdout.split()]


def test_what_a_catalog_declares_over_spans_is_what_queries_answer(tmp_path: Path) -> None:
    write(tmp_path, features=CATALOG)
    clock = Clock(time.time())
    with running(agent=Agent(dogstatsd_port=0, trace_port=0), now=clock) as server:
        applied = dogwatch(tmp_path, "apply", "--local", "--yes", url=server.url)
        assert applied.returncode == 0, applied.stdout + applied.stderr
        total, longest = run(server)
        clock.pass_(40)

        def answer(query: str) -> dict[str, list[float]]:
            """All values of each group of a query over all that came."""
            end = int(clock.second) + 600
            headers = {"DD-API-KEY": server.keys.api, "DD-APPLICATION-KEY": server.keys.application}
            asked = urlencode({"query": query, "from": end - 7200, "to": end})
            with urlopen(Request(f"{server.url}/api/v1/query?{asked}", headers=headers)) as response:
                series: list[dict[str, Any]] = json.load(response)["series"]
            return {one["scope"]: [value for _, value in one["pointlist"] if value is not None] for one in series}

        scope = "feature:checkout,env:prod,service:db"
        calls = answer(f"sum:shop.checkout.calls{{{scope}}}.as_count()")
        assert sum(calls[scope]) == CALLS
        queries = answer(f"count:shop.checkout.queries{{{scope}}} by {{resource_name}}.as_count()")
        by_resource = {group: sum(values) for group, values in queries.items()}
        assert by_resource == {f"resource_name:select_{number}": CALLS / 3 for number in range(3)}
        assert sum(answer(f"sum:shop.checkout.queries{{{scope}}}.rollup(sum)")[scope]) == pytest.approx(total)
        assert max(answer(f"max:shop.checkout.queries{{{scope}}}")[scope]) == pytest.approx(longest)
        planned = dogwatch(tmp_path, "plan", "--local", url=server.url)
        # They have reported, and so their descriptions and units can be written.
        assert "2 to update" in planned.stdout
