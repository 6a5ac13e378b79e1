from __future__ import annotations

from dogwatch.query import (
    MetricQuery,
    Tag,
    abs_,
    any_of,
    function_names,
    grouping,
    metric,
    metric_queries,
    metrics,
    nodes,
    one_of,
    operations,
    parse_metric,
    parse_monitor,
    scope_tags,
    tag_keys,
    tag_values,
    variables,
)

HITS = metric("feature.hits").where("$env", feature="checkout").sum().by("region").as_count()
ALERT = (HITS.where(outcome="error") / HITS.by("host") * -metric("factor").avg()).over("10m") > 0.1


def test_names_the_metrics_once_and_in_order() -> None:
    assert metrics(ALERT) == ("feature.hits", "factor")


def test_lists_every_metric_query() -> None:
    assert [str(query) for query in metric_queries(ALERT)] == [
        "sum:feature.hits{$env,feature:checkout,outcome:error} by {region}.as_count()",
        "sum:feature.hits{$env,feature:checkout} by {region,host}.as_count()",
        "avg:factor{*}",
    ]


def test_knows_the_tags_of_its_scopes() -> None:
    assert scope_tags(ALERT) == (Tag("feature", "checkout"), Tag("outcome", "error"))


def test_does_not_count_excluded_or_alternative_tags_as_required() -> None:
    query = metric("a").where("env:prod", "!region:us", any_of("a:b", "c:d"), one_of("host", "x")).avg().tree
    assert scope_tags(query) == (Tag("env", "prod"),)


def test_knows_the_grouping_keys() -> None:
    assert grouping(ALERT) == ("region", "host")
    assert grouping(MetricQuery("a")) == ()


def test_finds_variables_wherever_they_stand() -> None:
    query = metric("a").where("b:$value.value", any_of("$either", "!$or"), "!$not").avg()
    assert variables((abs_(query).pct_change("5m", "1h") > 1).over) == ("value", "either", "or", "not")


def test_walks_a_tree_from_left_to_right() -> None:
    query = ["MetricQuery", "Commas", "Variable", "Tag"]
    kinds = [type(node).__name__ for node in nodes(ALERT)]
    assert kinds == [
        *("MetricAlert", "Over", "Arithmetic", "Arithmetic"),
        *(*query, "Tag", "Modifier"),
        *(*query, "Modifier"),
        *("Negative", "MetricQuery", "Commas"),
    ]


def test_knows_the_keys_of_tags_but_not_bare_tags() -> None:
    query = metric("a").where("env:prod", "!region:us", "bare", "$env").avg()
    assert tag_keys(query.tree) == ("env", "region")
    words = metric("a").where(any_of("env:prod", "bare"), one_of("host", "x")).avg()
    assert tag_keys(words.tree) == ("env", "host")


def test_knows_the_values_that_a_tag_can_have() -> None:
    def values(scope: str) -> tuple[str, ...]:
        (query,) = metric_queries(parse_metric(f"avg:a{{{scope}}}"))
        return tag_values(query, "feature")

    assert values("env:prod,feature:cart") == ("cart",)
    assert values("env:prod AND feature IN (cart, checkout)") == ("cart", "checkout")
    assert values("!feature:cart") == values("feature NOT IN (cart)") == values("feature:$name") == values("*") == ()


def test_names_the_functions() -> None:
    assert function_names(parse_metric("abs(top(avg:a{*}, 10, 'mean', 'desc') / abs(avg:b{*}))")) == ("abs", "top")
    assert function_names(parse_monitor('formula("abs(query1)").last("5m") > 1', "cost alert")) == ("abs",)


def test_walks_operations_without_looking_into_metric_queries() -> None:
    kinds = [type(node).__name__ for node in operations(parse_metric("-abs(avg:a{b:c} by {d}.as_count(), 5)"))]
    assert kinds == ["Negative", "Function", "MetricQuery", "Number"]


def test_comparator_and_threshold_are_fields() -> None:
    assert (ALERT.comparator, ALERT.threshold) == (">", 0.1)
