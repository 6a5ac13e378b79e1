from __future__ import annotations

import pytest

from dogwatch import Feature, LogMetric, RumMetric, SpanMetric
from dogwatch.declare.bodies.generated_metric import generated_metric_resource
from dogwatch.kinds import KINDS

CHECKOUT = Feature("checkout", team="payments", service="shop-api")


def attributes(metric: SpanMetric | RumMetric | LogMetric) -> dict[str, object]:
    resource = generated_metric_resource(metric, "shop")
    assert KINDS[resource.kind].problems(resource.body) == []
    return dict(resource.body["attributes"])


def test_without_a_path_spans_are_counted() -> None:
    counted = SpanMetric("shop.queries", description="Queries")
    assert attributes(counted) == {
        "compute": {"aggregation_type": "count"},
        "filter": {"query": "*"},
        "group_by": [{"path": "env", "tag_name": "env"}, {"path": "service", "tag_name": "service"}],
    }
    assert counted.type == "count"


def test_with_a_path_its_values_are_spread() -> None:
    time = SpanMetric("shop.queries", description="Queries", path="@duration", percentiles=True)
    assert attributes(time)["compute"] == {
        "aggregation_type": "distribution",
        "path": "@duration",
        "include_percentiles": True,
    }
    assert time.type == "distribution"


@pytest.mark.parametrize(
    ("filter", "query"),
    [
        ("*", "@feature:checkout"),
        ("type:sql", "@feature:checkout type:sql"),
        ("type:sql OR type:web", "@feature:checkout (type:sql OR type:web)"),
    ],
)
def test_only_the_events_of_a_feature_are_taken(filter: str, query: str) -> None:
    span = SpanMetric("shop.queries", feature=CHECKOUT, description="Queries", filter=filter)
    view = RumMetric("shop.views", feature=CHECKOUT, event_type="view", description="Views", filter=filter)
    log = LogMetric("shop.logs", feature=CHECKOUT, description="Logs", filter=filter)
    assert attributes(span)["filter"] == attributes(log)["filter"] == {"query": query}
    assert attributes(view)["filter"] == {"query": query.replace("@feature", "@context.feature")}


def test_a_path_becomes_a_tag_without_its_at_sign_or_the_one_that_is_named() -> None:
    plain = SpanMetric("shop.queries", description="Queries", group_by=["@http.status_code", "version"])
    named = SpanMetric("shop.queries", description="Queries", group_by={"@http.status_code": "code"})
    alone = SpanMetric("shop.queries", description="Queries", group_by="resource_name")
    assert plain.tags == ("env", "service", "http.status_code", "version")
    assert named.tags == ("env", "service", "code")
    assert alone.tags == ("env", "service", "resource_name")


def test_what_is_always_there_can_be_named_otherwise() -> None:
    metric = RumMetric(
        "shop.views", feature=CHECKOUT, event_type="action", description="Views", group_by={"env": "stage"}
    )
    assert metric.groups == (("service", "service"), ("@context.feature", "feature"), ("env", "stage"))


@pytest.mark.parametrize(
    ("event_type", "uniqueness"), [("session", "match"), ("view", "match"), ("action", None), ("error", None)]
)
def test_sessions_and_views_count_when_they_first_match(event_type: str, uniqueness: str | None) -> None:
    metric = RumMetric("shop.views", event_type=event_type, description="Views")  # type: ignore[arg-type]
    assert metric.uniqueness == uniqueness
    assert ("uniqueness" in attributes(metric)) == (uniqueness is not None)


def test_it_is_a_query_of_one_environment() -> None:
    time = SpanMetric("shop.queries", description="Queries", path="@duration")
    assert str(time.source.p95()) == "p95:shop.queries{$env}"
