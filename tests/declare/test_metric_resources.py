from __future__ import annotations

import pytest

from dogwatch.declare.metric_resources import metric_resources
from dogwatch.kinds import KINDS, Resource, owner_of
from dogwatch.names import DURATION, HITS, METRICS

HITS_READ = Resource("monitor", "shop/checkout/errors", {"query": f"sum(last_5m):sum:{HITS.name}{{*}}.as_count() > 1"})
DURATION_READ = Resource("slo", "shop/checkout/fast", {"query": {"numerator": f"count(v: v<=1):{DURATION.name}{{*}}"}})


def test_only_metrics_that_something_reads_are_configured() -> None:
    assert list(metric_resources("shop", [])) == []
    made = [(resource.kind, resource.key) for resource in metric_resources("shop", [HITS_READ])]
    assert made == [("metric_tags", "shop/feature.hits"), ("metric_metadata", "shop/feature.hits")]


def test_a_mention_in_a_message_reads_nothing() -> None:
    talked_about = Resource("monitor", "shop/a", {"query": "avg(last_5m):avg:cpu{*} > 1", "message": HITS.name})
    assert list(metric_resources("shop", [talked_about])) == []


def test_percentiles_are_switched_on_for_what_has_them_and_only_the_named_tags_are_kept() -> None:
    tags = {
        resource.key: resource.body["attributes"]
        for resource in metric_resources("shop", [HITS_READ, DURATION_READ])
        if resource.kind == "metric_tags"
    }
    assert tags["shop/feature.duration"]["include_percentiles"] is True
    assert "include_percentiles" not in tags["shop/feature.hits"]
    assert tags["shop/feature.hits"]["tags"] == sorted(HITS.tags)


def test_the_description_says_whose_the_metric_is() -> None:
    [metadata] = [made for made in metric_resources("shop", [HITS_READ]) if made.kind == "metric_metadata"]
    assert owner_of(metadata.body) == "shop"
    assert metadata.body["unit"] == HITS.unit


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.name)
def test_datadog_takes_every_metric_as_it_is_declared(metric: object) -> None:
    reads = Resource("monitor", "shop/a", {"query": f"avg(last_5m):avg:{metric.name}{{*}} > 1"})
    for resource in metric_resources("shop", [reads]):
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
    [tags] = [
        made.body["attributes"]["tags"] for made in metric_resources("shop", [asked]) if made.kind == "metric_tags"
    ]
    assert tags == sorted({*HITS.tags, *keys})


def test_a_dashboard_switches_no_metric_on_but_the_tags_it_asks_by_are_kept() -> None:
    page = Resource("dashboard", "shop/page", {"widgets": [{"q": f"sum:{HITS.name}{{$env}} by {{region}}"}]})
    assert list(metric_resources("shop", [page])) == []
    tags = [
        made.body["attributes"]["tags"]
        for made in metric_resources("shop", [HITS_READ, page])
        if made.kind == "metric_tags"
    ]
    assert tags == [sorted({*HITS.tags, "region"})]
