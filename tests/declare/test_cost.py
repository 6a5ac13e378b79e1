from __future__ import annotations

from typing import Any

from dogwatch.declare import Engagement, Errors, Feature, Latency, LatencyObjective, Resources
from dogwatch.declare.cost import cost_of, kept_tags
from dogwatch.kinds import Resource
from dogwatch.names import METRICS


def feature(**arguments: Any) -> Feature:
    return Feature("checkout", team="payments", service="shop-api", **{"signals": [Errors(rate="1%")], **arguments})


def test_multiplies_the_values_of_the_tags_and_what_datadog_keeps_of_each() -> None:
    kept = {"feature.hits": ["env", "version"], "feature.duration": ["env"], "feature.in_flight": ["env"]}
    cost = cost_of(feature(), kept, {"env": 3, "version": 4})
    assert cost.by_metric == {"feature.hits": 12, "feature.duration": 30, "feature.in_flight": 15}
    assert cost.total == 57


def test_only_calls_that_fail_have_a_type_of_error() -> None:
    kept = {"feature.hits": ["outcome", "error_type"], "feature.duration": [], "feature.in_flight": []}
    assert cost_of(feature(), kept, {"error_type": 6}).by_metric["feature.hits"] == 7
    assert cost_of(feature(), {**kept, "feature.hits": ["error_type"]}, {}).by_metric["feature.hits"] == 8


def test_a_feature_sends_only_what_its_signals_ask_for() -> None:
    kept = kept_tags([])
    assert set(cost_of(feature(), kept, {}).by_metric) == {"feature.hits", "feature.duration", "feature.in_flight"}
    signals = [Latency(p95="1s"), Resources(cpu="50ms"), Engagement(actions=["pay", "add"], drop="30%")]
    both = cost_of(feature(signals=signals), kept, {})
    assert set(both.by_metric) == {metric.name for metric in METRICS if "feature" in metric.tags}
    one = cost_of(feature(signals=[Engagement(actions=["pay"], drop="30%")]), kept, {})
    assert both.by_metric["feature.interactions"] == 2 * one.by_metric["feature.interactions"]


def test_memory_is_sent_per_service_and_no_feature_pays_for_it() -> None:
    only_memory = cost_of(feature(signals=[Resources(memory="512MB")]), kept_tags([]), {})
    assert set(only_memory.by_metric) == {"feature.hits", "feature.duration", "feature.in_flight"}


def test_calls_are_fast_or_not_where_the_service_knows_the_bound() -> None:
    kept = kept_tags([])
    without = cost_of(feature(), kept, {}).by_metric["feature.hits"]
    bound = LatencyObjective("99%", within="400ms", percentiles=False)
    assert cost_of(feature(objectives=[bound]), kept, {}).by_metric["feature.hits"] == 2 * without


def test_what_the_feature_says_of_its_tags_counts_before_what_the_catalog_says() -> None:
    kept = {"feature.hits": ["route"], "feature.duration": [], "feature.in_flight": []}
    assert cost_of(feature(values={"route": 2}), kept, {"route": 9}).by_metric["feature.hits"] == 2
    assert cost_of(feature(), kept, {"route": 9}).by_metric["feature.hits"] == 9


def test_a_route_has_as_many_values_as_the_feature_has_routes() -> None:
    kept = {"feature.hits": ["route"], "feature.duration": [], "feature.in_flight": []}
    routes = ["GET /cart", "POST /cart/items", "TASK cart.forget"]
    assert cost_of(feature(routes=routes), kept, {}).by_metric["feature.hits"] == 3
    assert cost_of(feature(routes=routes, values={"route": 5}), kept, {}).by_metric["feature.hits"] == 5


def test_names_the_tags_of_which_nobody_knows_how_many_values_they_have() -> None:
    kept = {"feature.hits": ["env", "region"], "feature.duration": ["region", "plan"], "feature.in_flight": []}
    assert cost_of(feature(), kept, {}).unknown == ("region", "plan")


def test_a_configuration_says_which_tags_stay() -> None:
    body = {"type": "manage_tags", "id": "feature.hits", "attributes": {"metric_type": "count", "tags": ["env"]}}
    kept = kept_tags([Resource("metric_tags", "shop/feature.hits", body)])
    assert kept["feature.hits"] == ["env"]
    assert "version" in kept["feature.duration"]
