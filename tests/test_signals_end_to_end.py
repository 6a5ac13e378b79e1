"""The monitors of every signal meet Datadog over real HTTP: validated, made, and found unchanged."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dogwatch.apply import apply
from dogwatch.cli.catalogs import Loaded
from dogwatch.cli.connection import Connection
from dogwatch.cli.session import Call, Session
from dogwatch.client import OnlyTo
from dogwatch.declare import Catalog, Declared, check, load
from dogwatch.kinds import Reference, Request, Resource, references_in, resolved
from dogwatch.names import METRICS
from tests.declare.catalogs import between, write
from tests.organisation import Organisation, organisation

SIGNALS = [
    'Latency(p50="1s", p75="1s", p90="1s", p95=Limit("400ms", warn="300ms"), p99="1s")',
    'Latency(p95="400ms", by=["region", "cloud.zone"], over="1h", least=50)',
    'Latency(p95="400ms", by="region", notify_by="*", least=0)',
    'Errors(rate=Limit("1%", warn="0.5%"))',
    'Errors(rate="1%", by=["region"], compare="version")',
    'Errors(rate="0.1%", compare="version", least=0)',
    'Traffic(min=Limit("1/s", warn="2/s"), max="9/s", by=["region"], notify_by=["region"])',
    'Resources(cpu=Limit("50ms", warn="40ms"), memory="512MiB")',
    'Engagement(actions=["pay"], drop="30%", band=3)',
]


def resources(folder: Path, *signals: str) -> list[Resource]:
    """What a feature becomes for each of the signals."""
    features = "\n".join(
        f'f{number} = Feature("f{number}", team=payments, service="a", signals=[{signal}])'
        for number, signal in enumerate(signals)
    )
    return check(load(write(folder, features=between(features))), "prod")


def monitors(folder: Path, *signals: str) -> list[Resource]:
    return [resource for resource in resources(folder, *signals) if resource.kind == "monitor"]


def report(datadog: Organisation) -> None:
    """A value of each metric, without which the monitors of percentiles would wait."""
    for metric in METRICS:
        values: list[Any] = [int(time.time()), [0.1] if metric.type == "distribution" else 1]
        series = {"metric": metric.name, "points": [values], "tags": ["env:prod"]}
        path = "/api/v1/distribution_points" if metric.type == "distribution" else "/api/v1/series"
        assert datadog.send(Request("POST", path, body={"series": [series]})).is_success


def session(datadog: Organisation, wanted: Sequence[Resource]) -> Session:
    loaded = Loaded(Declared(Catalog("shop"), (), (), (), ()), wanted, False, "prod")
    asked = Call(None, "prod", None, False, (), (), False)
    return Session(
        Connection(datadog.target, OnlyTo(datadog.target, datadog.send), lambda seconds: None), loaded, asked
    )


@pytest.mark.parametrize("signal", SIGNALS)
def test_datadog_takes_each_monitor(tmp_path: Path, signal: str) -> None:
    made = monitors(tmp_path, signal)
    with organisation() as datadog:
        ids = {
            Reference("monitor", monitor.key): str(datadog.create(monitor.body))
            for monitor in made
            if not references_in(monitor.body)
        }
        for monitor in made:
            body = resolved(monitor.body, ids)
            answer = datadog.send(Request("POST", "/api/v1/monitor/validate", body=body))
            assert (answer.status, answer.body) == (200, {}), monitor.key


def test_all_of_them_are_made_and_then_there_is_nothing_to_do(tmp_path: Path) -> None:
    made = resources(tmp_path, *SIGNALS)
    with organisation() as datadog:
        report(datadog)
        run = session(datadog, made)
        outcomes = apply(run.plan(), datadog.send, lambda seconds: None, parallel=8, watch=lambda outcome: None)
        assert [outcome.error for outcome in outcomes if outcome.error] == []
        assert run.plan().changes == ()
        assert len(datadog.monitors()) == len(monitors(tmp_path, *SIGNALS))


def test_a_composite_asks_its_parts_by_their_ids(tmp_path: Path) -> None:
    made = monitors(tmp_path, 'Errors(rate="1%")')
    with organisation() as datadog:
        apply(session(datadog, made).plan(), datadog.send, lambda seconds: None, parallel=8, watch=lambda outcome: None)
        stored = datadog.by_name()
    told = stored["[prod] f0: more than 1% of calls fail"]
    measured = stored["[prod] f0: more than 1% of calls fail (part of errors)"]
    few = stored["[prod] f0: fewer than 100 calls in 5m, too few for errors"]
    assert told["query"] == f"{measured['id']} && !{few['id']}"
    assert "@slack-payments" in told["message"]
    assert "@" not in measured["message"] + few["message"]


def test_the_tags_of_groups_are_kept_on_the_metrics(tmp_path: Path) -> None:
    made = {resource.key: resource.body for resource in resources(tmp_path, *SIGNALS) if resource.kind == "metric_tags"}
    assert {"region", "version"} <= set(made["shop/feature.hits"]["attributes"]["tags"])
    assert {"region", "cloud.zone"} <= set(made["shop/feature.duration"]["attributes"]["tags"])


def test_a_monitor_that_gets_a_guard_becomes_a_composite(tmp_path: Path) -> None:
    """A type cannot change, so the composite is made first and the monitor of before deleted last."""
    with organisation() as datadog:
        report(datadog)
        for least in ("least=0", "least=30"):
            made = resources(tmp_path, f'Latency(p95="1s", {least})')
            plan = session(datadog, made).plan()
            apply(plan, datadog.send, lambda seconds: None, parallel=8, watch=lambda outcome: None)
        types = sorted(monitor["type"] for monitor in datadog.monitors())
        assert session(datadog, made).plan().changes == ()
    assert types == ["composite", "query alert", "query alert"]
