from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from dogwatch.query import (
    Commas,
    Excluded,
    MetricQuery,
    Tag,
    Variable,
    any_of,
    map_queries,
    metric,
    not_,
    one_of,
    parse_metric,
    substitute,
    variables,
)

from .trees import ALERTS

PROD = {"env": Tag("env", "prod"), "service": Tag("service", "shop-api")}


def test_replaces_the_environment_everywhere() -> None:
    hits = metric("feature.hits").where("$env", feature="checkout").sum().as_count()
    alert = (100 * hits.where(outcome="error") / hits).over("10m") > 1
    assert str(substitute(alert, PROD)) == (
        "sum(last_10m):100 * sum:feature.hits{env:prod,feature:checkout,outcome:error}.as_count()"
        " / sum:feature.hits{env:prod,feature:checkout}.as_count() > 1"
    )


@pytest.mark.parametrize(
    ("condition", "scope"),
    [
        ("!$env", "!env:prod"),
        ("$env.value", "prod"),
        ("$env.key", "env"),
        ("stage:$env.value", "stage:prod"),
        (not_("$env"), "NOT env:prod"),
        (any_of("$env", "stage:$service.value"), "env:prod OR stage:shop-api"),
        (one_of("region", "us", "eu"), "region IN (us,eu)"),
    ],
)
def test_replaces_in_every_place_of_a_scope(condition: str, scope: str) -> None:
    query = metric("a").where(condition).avg().tree
    assert str(substitute(query, PROD)) == f"avg:a{{{scope}}}"


def test_a_value_in_words_turns_the_whole_scope_into_words() -> None:
    query = MetricQuery("a", scope=Commas((Variable("env"), Excluded(Variable("region")))))
    values = {"env": any_of("env:prod", "env:live"), "region": one_of("region", "us", "eu")}
    assert str(substitute(query, values)) == "avg:a{(env:prod OR env:live) AND region NOT IN (us,eu)}"


def test_a_value_may_be_an_exclusion() -> None:
    query = metric("a").where("$env", feature="x").avg().tree
    assert str(substitute(query, {"env": Excluded(Tag("env", "dev"))})) == "avg:a{!env:dev,feature:x}"
    words = metric("a").where(any_of("$env", "b")).avg().tree
    assert str(substitute(words, {"env": Excluded(Tag("env", "dev"))})) == "avg:a{NOT env:dev OR b}"


def test_refuses_a_variable_without_a_value() -> None:
    query = metric("a").where("$region").avg().tree
    with pytest.raises(ValueError, match=r"has the variable \$region, but only \$env, \$service has a value here"):
        substitute(query, PROD)


def test_refuses_half_of_what_is_no_tag() -> None:
    query = metric("a").where("stage:$env.value").avg().tree
    with pytest.raises(ValueError, match=r"\$env\.value needs a tag with a key and a value, but \$env is prod"):
        substitute(query, {"env": Tag("prod")})


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("avg:a{host:web-$service.value*}", "avg:a{host:web-shop-api*}"),
        ("avg:a{host:$env-x}", "avg:a{host:$env-x}"),
        ("avg:a{stage IN (x,$env.value)}", "avg:a{stage IN (x,prod)}"),
        ("avg:a{*} by {$service,$env.key,x-$env.value}", "avg:a{*} by {service,env,x-prod}"),
        ("avg:a{*}.rollup($env, 60).fill($service.key)", "avg:a{*}.rollup(prod, 60).fill(service)"),
    ],
)
def test_replaces_wherever_a_text_may_have_variables(text: str, filled: str) -> None:
    values = {**PROD, "env-x": Tag("env-x", "$env-x")}
    query = parse_metric(text)
    assert isinstance(query, MetricQuery)
    assert str(substitute(query, values)) == filled


@given(ALERTS)
def test_leaves_no_variable(alert: object) -> None:
    substituted = substitute(alert, PROD)  # type: ignore[type-var]
    assert variables(substituted) == ()
    assert "$" not in str(substituted)


def test_maps_every_metric_query_of_a_tree() -> None:
    alert = ((metric("a").avg() + metric("b").avg().default_zero()) / -metric("c").avg()).change("5m", "1h") > 1
    mapped = map_queries(alert, lambda query: replace(query, aggregator="max"))
    assert str(mapped) == "change(avg(last_5m),last_1h):(max:a{*} + default_zero(max:b{*})) / (-max:c{*}) > 1"
