from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds import DASHBOARD, MONITOR, Resource
from dogwatch.plan import Delete, Gone, Plan, Use, uses

GONE = Gone(frozenset({"shop.queries"}), frozenset({"checkout"}))
APP = "https://app.datadoghq.eu"


def monitor(query: str, *tags: str, **options: Any) -> dict[str, Any]:
    return {"id": 17, "type": "query alert", "name": "Slow", "query": query, "tags": list(tags), "options": options}


def dashboard(*queries: dict[str, Any], description: str = "", title: str = "About shop.queries") -> dict[str, Any]:
    """A dashboard with a graph of these queries, inside a group."""
    graph = {"definition": {"type": "timeseries", "title": title, "requests": [{"queries": list(queries)}]}}
    group = {"definition": {"type": "group", "widgets": [graph]}}
    return {"id": "abc-def-ghi", "title": "Theirs", "description": description, "widgets": [group]}


def deleting(*keys: tuple[str, str]) -> Plan:
    return Plan("here", tuple(Delete(kind, key, "1", {}) for kind, key in keys), 0, len(keys))


def test_metrics_go_with_their_settings_and_definitions() -> None:
    plan = deleting(
        ("metric_metadata", "shop/shop.age"), ("metric_tags", "shop/shop.age"), ("span_metric", "shop/shop.queries")
    )
    assert Gone.of(plan, []) == Gone(frozenset({"shop.age", "shop.queries"}))


def test_a_feature_goes_with_the_last_thing_that_is_declared_of_it() -> None:
    plan = deleting(("monitor", "shop/checkout/errors"), ("monitor", "shop/search/errors"), ("monitor", "shop/disk"))
    kept = [Resource("slo", "shop/search/availability", {})]
    assert Gone.of(plan, kept) == Gone(features=frozenset({"checkout"}))
    assert not Gone.of(deleting(("monitor", "shop/search/errors")), kept)


@pytest.mark.parametrize(
    ("query", "reads"),
    [
        ("avg(last_5m):avg:shop.queries{*} > 1", ["the metric shop.queries"]),
        ("avg(last_5m):avg:other{*} + 2 * avg:shop.queries{*} by {host} > 1", ["the metric shop.queries"]),
        ("avg(last_5m):avg:shop.queries.slow{*} > 1", []),
        ("avg(last_5m):avg:other{queue:shop.queries} > 1", []),
        (
            "sum(last_5m):sum:feature.hits{env:prod,feature:checkout}.as_count() > 1",
            ["feature.hits of the feature checkout"],
        ),
        (
            "sum(last_5m):sum:feature.hits{feature IN (cart, checkout)}.as_count() > 1",
            ["feature.hits of the feature checkout"],
        ),
        ("sum(last_5m):sum:feature.hits{feature NOT IN (checkout)}.as_count() > 1", []),
        ("sum(last_5m):sum:feature.hits{!feature:checkout}.as_count() > 1", []),
        ("sum(last_5m):sum:feature.hits{feature:checkout-eu}.as_count() > 1", []),
        ("sum(last_5m):sum:trace.hits{feature:checkout}.as_count() > 1", []),
        ('logs("feature:checkout").index("*").rollup("count").last("5m") > 1', []),
        ("avg(last_5m):avg:shop.queries{ > ", ["the metric shop.queries"]),
    ],
)
def test_a_query_reads_a_metric_by_its_tree_and_not_by_the_letters_in_it(query: str, reads: list[str]) -> None:
    assert GONE.read_by(monitor(query)) == reads


def test_queries_stand_in_options_of_monitors_and_anywhere_in_dashboards() -> None:
    variables = [{"name": "a", "data_source": "metrics", "query": "avg:shop.queries{*}"}]
    assert GONE.read_by(monitor('formula("a").last("5m") > 1', variables=variables)) == ["the metric shop.queries"]
    body = dashboard({"name": "a", "query": "avg:shop.queries{*}"}, {"name": "b", "query": "avg:shop.queries{*}"})
    assert GONE.read_by(body) == ["the metric shop.queries"]
    assert GONE.read_by(dashboard({"name": "a", "query": "avg:other{*}"})) == []


def test_an_slo_reads_metrics_in_both_of_its_queries() -> None:
    assert GONE.read_by({"query": {"numerator": "sum:a{*}", "denominator": "sum:shop.queries{*}"}}) == [
        "the metric shop.queries"
    ]


def test_what_is_the_catalogs_in_any_environment_is_no_use_outside_it() -> None:
    query = "avg(last_5m):avg:shop.queries{*} > 1"
    bodies = [monitor(query, "dogwatch:staging/shop/slow"), monitor(query, "dogwatch:prod/shop-eu/slow")]
    [use] = uses(MONITOR, bodies, GONE, "shop", APP)
    assert use == Use("monitor", "17", "Slow", ("the metric shop.queries",), f"{APP}/monitors/17")
    marked = dashboard({"query": "avg:shop.queries{*}"}, description="dogwatch:prod/shop/page")
    assert uses(DASHBOARD, [marked], GONE, "shop", APP) == []
