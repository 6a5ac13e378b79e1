from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dogwatch.cli import usage_survey
from dogwatch.cli.usage_survey import Usage, read_usage
from dogwatch.client import Cache
from dogwatch.kinds import Request
from dogwatch.local.server import Running
from dogwatch.plan import Gone
from tests.faults import Faulty
from tests.organisation import Organisation, organisation
from tests.reported import running_with_durations

from .command import dogwatch, shop

GONE = Gone(frozenset({"shop.queries"}))
MONITOR = {"type": "query alert", "name": "Slow", "query": "avg(last_5m):avg:shop.queries{*} > 1", "message": "m"}


def graph(query: str, title: str = "Theirs", description: str = "") -> dict[str, Any]:
    """A dashboard with one graph."""
    request = {"response_format": "timeseries", "queries": [{"data_source": "metrics", "name": "a", "query": query}]}
    widget = {"definition": {"type": "timeseries", "requests": [request]}}
    return {"title": title, "description": description, "layout_type": "ordered", "widgets": [widget]}


def made(datadog: Organisation, path: str, body: dict[str, Any]) -> str:
    response = datadog.send(Request("POST", path, body=body))
    assert response.is_success, response
    return str(response.body["id"])


def test_nothing_is_read_where_nothing_goes() -> None:
    with organisation() as datadog:
        assert read_usage(datadog.send, datadog.target, "shop", Gone()) == Usage()
        assert datadog.faulty.calls == []


def test_finds_monitors_and_dashboards_outside_the_catalog() -> None:
    with organisation() as datadog:
        theirs = made(datadog, "/api/v1/monitor", MONITOR)
        made(datadog, "/api/v1/monitor", {**MONITOR, "name": "Ours", "tags": ["dogwatch:prod/shop/slow"]})
        seen = made(datadog, "/api/v1/dashboard", graph("avg:shop.queries{*}"))
        made(datadog, "/api/v1/dashboard", graph("avg:other{*}"))
        made(datadog, "/api/v1/dashboard", graph("avg:shop.queries{*}", description="dogwatch:prod/shop/page"))
        usage = read_usage(datadog.send, datadog.target, "shop", GONE)
    assert [(use.kind, use.id) for use in usage.uses] == [("monitor", theirs), ("dashboard", seen)]
    assert (usage.looked_at, usage.left_out, usage.notes) == (3, 0, [])


def test_dashboards_that_would_cost_too_much_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usage_survey, "MOST_DASHBOARDS", 2)
    with organisation() as datadog:
        for _ in range(3):
            made(datadog, "/api/v1/dashboard", graph("avg:shop.queries{*}"))
        datadog.faulty.calls.clear()
        usage = read_usage(datadog.send, datadog.target, "shop", GONE)
        details = [call for call in datadog.faulty.calls if call.path.startswith("/api/v1/dashboard/")]
    assert (len(details), usage.left_out) == (2, 1)
    assert usage.notes[0].startswith("1 dashboards that have not changed for longest were not asked")


def test_what_an_earlier_run_has_read_is_not_asked_again(tmp_path: Path) -> None:
    with organisation() as datadog:
        made(datadog, "/api/v1/dashboard", graph("avg:shop.queries{*}"))
        for expected in (1, 0):
            datadog.faulty.calls.clear()
            cache = Cache.of(tmp_path, datadog.target, print)
            usage = read_usage(datadog.send, datadog.target, "shop", GONE, cache)
            assert len(usage.uses) == 1
            assert sum(call.path.startswith("/api/v1/dashboard/") for call in datadog.faulty.calls) == expected


def theirs(server: Running) -> None:
    """What somebody made in the browser about the feature."""
    from dogwatch.client import Http, local

    send = Http(local(port=int(server.url.rpartition(":")[2])))
    query = "sum(last_5m):sum:feature.hits{feature:search}.as_count() > 1"
    assert send(Request("POST", "/api/v1/monitor", body={**MONITOR, "query": query, "name": "Mine"})).is_success
    send.close()


def test_a_plan_that_removes_a_feature_names_who_uses_its_metrics(tmp_path: Path) -> None:
    faulty = Faulty()
    with running_with_durations(wrap=faulty.wrap) as server:
        dogwatch(shop(tmp_path), "apply", "--local", "--yes", url=server.url)
        theirs(server)
        faulty.calls.clear()
        same = dogwatch(tmp_path, "plan", "--local", url=server.url)
        before = [call.query for call in faulty.calls if call.path == "/api/v1/monitor"]
        features = (tmp_path / "features.py").read_text()
        (tmp_path / "features.py").write_text(
            features[: features.index("search = ")] + features[features.index("catalog = ") :]
        )
        gone = dogwatch(tmp_path, "plan", "--local", "--summary", "plan.md", url=server.url)
        data = json.loads(dogwatch(tmp_path, "plan", "--local", "--json", url=server.url).stdout)
    assert "used outside" not in same.stdout
    assert all("catalog" in query for query in before)
    assert gone.returncode == 0
    assert (
        "used outside the catalog, by what is not changed\n"
        "  ! monitor 10000003 (Mine) reads feature.hits of the feature search\n"
        f"      {server.url}/monitors/10000003\n"
        "\n"
        "Plan: 0 to create, 0 to update, 1 to delete, 1 unchanged.\n"
    ) in gone.stdout
    assert data["used_by"] == [
        {
            "kind": "monitor",
            "id": "10000003",
            "title": "Mine",
            "reads": ["feature.hits of the feature search"],
            "link": f"{server.url}/monitors/10000003",
        }
    ]
    assert (
        "<summary>Used outside the catalog, by what is not changed (1)</summary>" in (tmp_path / "plan.md").read_text()
    )
