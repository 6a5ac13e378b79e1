from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from dogwatch.draw.variables import choices, filled, filled_text
from dogwatch.query import parse_metric

VARIABLES = [
    {"name": "env", "prefix": "env", "defaults": ["prod"]},
    {"name": "service", "prefix": "service", "default": "*"},
    {"name": "tag", "defaults": ["team:web"]},
    {"name": "by", "type": "group", "defaults": ["host"]},
]


def put(text: str, given: Mapping[str, Sequence[str]] | None = None) -> str:
    return str(filled(parse_metric(text), choices({"template_variables": VARIABLES}, given or {})))  # type: ignore[type-var]


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("avg:a{$env}", "avg:a{env:prod}"),
        ("avg:a{$env,$service}", "avg:a{env:prod}"),
        ("avg:a{$service}", "avg:a{*}"),
        ("avg:a{!$service,x:y}", "avg:a{x:y}"),
        ("avg:a{env:$env.value}", "avg:a{env:prod}"),
        ("avg:a{service:$service.value}", "avg:a{service:*}"),
        ("avg:a{$env AND (x:y OR $service)}", "avg:a{env:prod}"),
        ("avg:a{$tag}", "avg:a{team:web}"),
        ("avg:a{*} by {$by}", "avg:a{*} by {host}"),
        ("avg:a{$env} / avg:b{$service}", "avg:a{env:prod} / avg:b{*}"),
    ],
)
def test_puts_the_defaults_in_and_leaves_out_what_filters_nothing(query: str, meant: str) -> None:
    assert put(query) == meant


def test_a_value_that_is_given_comes_before_the_default() -> None:
    assert put("avg:a{$env}", {"env": ["staging"]}) == "avg:a{env:staging}"


def test_several_values_are_choices() -> None:
    assert put("avg:a{$env,x:y}", {"env": ["a", "b"]}) == "avg:a{env IN (a,b) AND x:y}"
    assert put("avg:a{env:$env.value}", {"env": ["a", "b"]}) == "avg:a{env IN (a,b)}"


def test_a_variable_that_the_dashboard_does_not_have_is_said() -> None:
    with pytest.raises(ValueError, match=r"\$region"):
        put("avg:a{$region}")


def test_texts_have_the_tag_or_its_value() -> None:
    found = choices({"template_variables": VARIABLES}, {})
    said = filled_text("$env, $env.value, $env.key, $service.value and $nothing", found)
    assert said == "env:prod, prod, env, * and $nothing"
