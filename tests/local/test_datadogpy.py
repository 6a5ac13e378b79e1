"""Datadog's other client, `datadog`, submits over HTTP and reads it back."""

from __future__ import annotations

import time
from collections.abc import Iterator

import datadog
import pytest
from datadog import api

from dogwatch.local.server import running
from tests.local.organisation import Clock


@pytest.fixture
def clock() -> Clock:
    return Clock(time.time() // 60 * 60)


@pytest.fixture(autouse=True)
def server(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    # What the client was told stays with the module.
    for name in ("_api_key", "_application_key", "_api_host", "_host_name", "_mute"):
        monkeypatch.setattr(api, name, getattr(api, name))
    with running(now=clock) as server:
        datadog.initialize(
            api_key=server.keys.api,
            app_key=server.keys.application,
            api_host=server.url,
            host_name="box",
            mute=False,
        )
        yield


def answered(clock: Clock, query: str) -> list[float]:
    """The values of the only series of a query over the last ten minutes."""
    end = int(clock.second)
    (series,) = api.Metric.query(start=end - 600, end=end + 60, query=query)["series"]
    return [value for _, value in series["pointlist"] if value is not None]


def test_points_come_back_as_what_queries_answer(clock: Clock):
    now = int(clock.second)
    sent = api.Metric.send(metric="shop.orders", points=[(now - 20, 3), (now - 10, 4)], type="count", tags=["env:prod"])
    assert sent == {"status": "ok"}
    assert sum(answered(clock, "sum:shop.orders{env:prod,host:box}.as_count()")) == 7
    api.Metric.send([{"metric": "shop.queue", "points": [(now, 5)], "tags": ["env:prod"]}])
    assert answered(clock, "avg:shop.queue{*}") == [5]
    assert api.Metric.list(now - 60)["metrics"] == ["shop.orders", "shop.queue"]
    assert api.Infrastructure.search(q="metrics:order")["results"]["metrics"] == ["shop.orders"]


def test_points_of_a_distribution_come_back_as_percentiles(clock: Clock):
    now = int(clock.second)
    values = [float(number) for number in range(1, 101)]
    assert api.Distribution.send(distributions=[{"metric": "shop.latency", "points": [(now, values)]}])
    assert answered(clock, "p95:shop.latency{*}") == pytest.approx([95.05], rel=0.01)
    assert answered(clock, "max:shop.latency{*}") == [100]


def test_events_come_back(clock: Clock):
    now = int(clock.second)
    id = api.Event.create(title="Deployed", text="shop 7", tags=["env:prod"], alert_type="success")["event"]["id"]
    assert api.Event.get(id)["event"]["title"] == "Deployed"
    (event,) = api.Event.query(start=now - 60, end=now + 60, tags="env:prod")["events"]
    assert (event["id"], event["text"], event["alert_type"]) == (id, "shop 7", "success")


def test_service_checks_are_taken_and_metadata_is_written(clock: Clock):
    sent = api.ServiceCheck.check(check="shop.up", host_name="box", status=api.constants.CheckStatus.OK, message="fine")
    assert sent == {"status": "ok"}
    api.Metric.send(metric="shop.orders", points=[(int(clock.second), 1)], type="count")
    assert api.Metadata.update("shop.orders", unit="request", description="Orders")["unit"] == "request"
    assert api.Metadata.get("shop.orders")["type"] == "count"
