from __future__ import annotations

import pytest

from dogwatch.declare import Catalog, CustomMetric
from dogwatch.declare.bodies.metrics import metric_resources
from dogwatch.kinds import KINDS, Resource, owner_of
from dogwatch.names import DURATION, HITS, METRICS

SHOP = Catalog("shop")
HITS_READ = Resource("monitor", "shop/checkout/errors", {"query": f"sum(last_5m):sum:{HITS.name}{{*}}.as_count() > 1"})
DURATION_READ = Resource("slo", "shop/checkout/fast", {"query": {"numerator": f"count(v: v<=1):{DURATION.name}{{*}}"}})


def test_only_metrics_that_something_reads_are_configured() -> None:
    assert list(metric_resources(SHOP, [])) == []
    made = [(resource.kind, resource.key) for resource in metric_resources(SHOP, [HITS_READ])]
    assert made == [("metric_tags", "shop/feature.hits"), ("metric_metadata", "shop/feature.hits")]


def test_a_mention_in_a_message_reads_nothing() -> None:
    talked_about = Resource("monitor", "shop/a", {"query": "avg(last_5m):avg:cpu{*} > 1", "message": HITS.name})
    assert list(metric_resources(SHOP, [talked_about])) == []


def test_percentiles_are_switched_on_for_what_has_them_and_only_the_named_tags_are_kept() -> None:
    tags = {
        resource.key: resource.body["attributes"]
        for resource in metric_resources(SHOP, [HITS_READ, DURATION_READ])
        if resource.kind == "metric_tags"
    }
    assert tags["shop/feature.duration"]["include_percentiles"] is True
    assert "include_percentiles" not in tags["shop/feature.hits"]
    assert tags["shop/feature.hits"]["tags"] == sorted(HITS.tags)


def test_the_description_says_whose_the_metric_is() -> None:
    [metadata] = [made for made in metric_resources(SHOP, [HITS_READ]) if made.kind == "metric_metadata"]
    assert owner_of(metadata.body) == "shop"
    assert metadata.body["unit"] == HITS.unit


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_datadog_takes_every_metric_as_it_is_declared(metric: object) -> None:
    reads = Resource("monitor", "shop/a", {"query": f"avg(last_5m):avg:{metric.name}{{*}} > 1"})
    for resource in metric_resources(SHOP, [reads]):
        assert KINDS[resource.kind].problems(resource.body) == []


@pytest.mark.parametrize(
    ("scope", "keys"),
    [
        ("{env:prod,paid:yes} by {region,host}", {"paid", "region", "host"}),
        ("{env:prod AND !plan:free}", {"plan"}),
        ("{country IN (de, fr) AND city NOT IN (b)} by {shop}", {"country", "city", "shop"}),
        ("{*}", set()),
    ],
)
def test_tags_by_which_the_catalog_asks_are_kept_too(scope: str, keys: set[str]) -> None:
    asked = Resource("monitor", "shop/a", {"query": f"sum(last_5m):sum:{HITS.name}{scope}.as_count() > 1"})
    [tags] = [made.body["attributes"]["tags"] for made in metric_resources(SHOP, [asked]) if made.kind == "metric_tags"]
    assert tags == sorted({*HITS.tags, *keys})


def test_a_dashboard_switches_no_metric_on_but_the_tags_it_asks_by_are_kept() -> None:
    page = Resource("dashboard", "shop/page", {"widgets": [{"q": f"sum:{HITS.name}{{$env}} by {{region}}"}]})
    assert list(metric_resources(SHOP, [page])) == []
    tags = [
        made.body["attributes"]["tags"]
        for made in metric_resources(SHOP, [HITS_READ, page])
        if made.kind == "metric_tags"
    ]
    assert tags == [sorted({*HITS.tags, "region"})]


def test_only_metrics_within_the_namespaces_are_configured() -> None:
    assert list(metric_resources(Catalog("shop", namespaces=[]), [HITS_READ])) == []
    assert list(metric_resources(Catalog("shop", namespaces=["shop", "feat"]), [HITS_READ])) == []


def test_a_metric_of_ones_own_keeps_its_tags_and_those_by_which_the_catalog_asks() -> None:
    age = CustomMetric("shop.index.age", type="gauge", unit="second", description="Age of the index.", tags=["shard"])
    asked = Resource("monitor", "shop/a", {"query": "avg(last_5m):max:shop.index.age{env:prod} > 1"})
    tags, metadata = metric_resources(SHOP, [asked], [age])
    assert tags.body["attributes"] == {"metric_type": "gauge", "tags": ["env", "shard"]}
    assert metadata.body["unit"] == "second"
    assert metadata.body["description"].splitlines() == ["Age of the index.", "[dogwatch:shop]"]


def test_a_metric_of_ones_own_without_tags_keeps_all_of_them() -> None:
    age = CustomMetric("shop.index.age", type="gauge", description="Age of the index")
    assert [made.kind for made in metric_resources(SHOP, [], [age])] == ["metric_metadata"]
    pace = CustomMetric("shop.pace", type="distribution", description="How fast", percentiles=True)
    [made] = [made.body["attributes"] for made in metric_resources(SHOP, [], [pace]) if made.kind == "metric_tags"]
    assert made == {"metric_type": "distribution", "tags": [], "include_percentiles": True, "exclude_tags_mode": True}


@pytest.mark.parametrize("kind", ["dashboard", "powerpack"])
def test_what_is_only_shown_keeps_the_tags_by_which_it_asks(kind: str) -> None:
    widgets = [{"definition": {"type": "timeseries", "requests": [{"q": f"sum:{HITS.name}{{*}} by {{shop}}"}]}}]
    body = {
        "dashboard": {"widgets": widgets},
        "powerpack": {"attributes": {"group_widget": {"definition": {"widgets": widgets}}}},
    }[kind]
    [tags, _] = metric_resources(SHOP, [HITS_READ, Resource(kind, "shop/page", body)])
    assert "shop" in tags.body["attributes"]["tags"]
    assert list(metric_resources(SHOP, [Resource(kind, "shop/page", body)])) == []
