"""The catalog at the root, which people copy: all of it goes to Datadog, and comes back as it was sent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from datadog_api_client import ApiClient, Configuration
from datadog_api_client.v1.api.dashboards_api import DashboardsApi
from datadog_api_client.v1.api.monitors_api import MonitorsApi
from datadog_api_client.v1.api.service_level_objectives_api import ServiceLevelObjectivesApi

from dogwatch.apply import apply
from dogwatch.cli.catalogs import Loaded, Selection, load_catalog
from dogwatch.cli.survey import Survey
from dogwatch.kinds import METRIC_TAGS, Reference, Request, resolved
from dogwatch.official import is_parsed, unparsed
from dogwatch.plan import Plan, as_stored, diff
from tests.organisation import Organisation, organisation

ROOT = Path(__file__).parent.parent


@cache
def catalog(env: str) -> Loaded:
    return load_catalog(ROOT / "features.py", env, Selection())


def planned(datadog: Organisation, env: str) -> Plan:
    loaded = catalog(env)
    about = loaded.declared.catalog
    found = Survey(datadog.send, datadog.target, about.name, loaded.resources, about.namespaces).found()
    return diff(as_stored(loaded.resources, found), found, str(datadog.target))


def report_everything(datadog: Organisation) -> None:
    """One value of each metric that the catalog keeps."""
    for resource in catalog("prod").resources:
        if resource.kind == METRIC_TAGS.name:
            type = resource.body["attributes"]["metric_type"]
            is_distribution = type == "distribution"
            series = {"metric": resource.body["id"], "points": [[1767225600, [1] if is_distribution else 1]]}
            path = "/api/v1/distribution_points" if is_distribution else "/api/v1/series"
            sent = series if is_distribution else {**series, "type": type}
            assert datadog.send(Request("POST", path, body={"series": [sent]})).is_success


@dataclass
class Shop:
    """The embedded Datadog with the whole catalog of production, and the ids of what was created."""

    datadog: Organisation
    ids: Mapping[Reference, str]

    def stored(self, kind: str) -> Iterator[tuple[dict[str, Any], Any]]:
        """Each declared body of a kind, with ids in the place of references, beside the official client's object."""
        with ApiClient(Configuration(host=self.datadog.target.url, api_key=keys_of(self.datadog))) as client:
            read = {
                "dashboard": DashboardsApi(client).get_dashboard,
                "monitor": lambda id: MonitorsApi(client).get_monitor(int(id)),
                "slo": lambda id: ServiceLevelObjectivesApi(client).get_slo(id).data,
            }[kind]
            for resource in catalog("prod").resources:
                if resource.kind == kind:
                    yield resolved(resource.body, self.ids), read(self.ids[resource.reference])


def keys_of(datadog: Organisation) -> dict[str, str]:
    return {"apiKeyAuth": datadog.target.api_key, "appKeyAuth": datadog.target.app_key}


@pytest.fixture(scope="module")
def shop() -> Iterator[Shop]:
    with organisation() as datadog:
        report_everything(datadog)
        plan = planned(datadog, "prod")
        assert plan.waiting == plan.left_alone == ()
        outcomes = apply(plan, datadog.send, lambda seconds: None, parallel=8, watch=lambda outcome: None)
        assert [outcome.error for outcome in outcomes if outcome.error] == []
        ids = {Reference(each.change.kind, each.change.key): str(each.id) for each in outcomes}
        yield Shop(datadog, ids)


def test_plans_nothing_once_it_is_applied(shop: Shop) -> None:
    plan = planned(shop.datadog, "prod")
    assert plan.changes == plan.waiting == plan.left_alone == ()
    assert plan.unchanged == len(catalog("prod").resources)


@pytest.mark.parametrize("kind", ["dashboard", "monitor", "slo"])
def test_the_official_client_knows_everything_in_it(shop: Shop, kind: str) -> None:
    stored = list(shop.stored(kind))
    assert stored
    assert [body.get("title") or body["name"] for body, model in stored if not is_parsed(model)] == []


@pytest.mark.parametrize("env", ["prod", "staging"])
def test_the_models_of_the_official_client_describe_all_that_is_sent(env: str) -> None:
    doubts = {resource.key: unparsed(resource.kind, resource.body) for resource in catalog(env).resources}
    assert len(doubts) > 100
    assert {key: problems for key, problems in doubts.items() if problems} == {}


def test_every_page_stands_in_datadog_as_it_was_made(shop: Shop) -> None:
    pages = [resource for resource in catalog("prod").resources if resource.kind == "dashboard"]
    assert len(pages) == 13
    for page in pages:
        found = shop.datadog.send(Request("GET", f"/api/v1/dashboard/{shop.ids[page.reference]}")).body
        sent = resolved(page.body, shop.ids)
        assert json.dumps({name: without_ids(found[name]) for name in sent}) == json.dumps(sent)


def without_ids(value: Any) -> Any:
    """Widgets without the numbers that Datadog gives them."""
    if isinstance(value, dict):
        return {name: without_ids(item) for name, item in value.items() if name != "id"}
    return [without_ids(item) for item in value] if isinstance(value, list) else value


def test_staging_wakes_nobody() -> None:
    bodies = [resource.body for resource in catalog("staging").resources if resource.kind == "monitor"]
    assert len(bodies) == sum(resource.kind == "monitor" for resource in catalog("prod").resources)
    assert [body["name"] for body in bodies if "@pagerduty" in body["message"] or "@oncall" in body["message"]] == []
    assert any("@slack-payments-staging" in body["message"] for body in bodies)


def test_every_feature_has_a_page_a_runbook_and_a_reason_for_each_limit() -> None:
    declared = catalog("prod").declared
    assert len(declared.teams) == 3
    assert len(declared.features) == 8
    paged = {thing.feature.name for thing in declared.by_hand if thing.kind == "dashboard" and thing.feature}
    assert paged == {feature.name for feature in declared.features}
    for feature in declared.features:
        assert (ROOT / str(feature.runbook)).is_file()
        assert all(limit.why for limit in (*feature.signals, *feature.objectives)), feature.name
