from __future__ import annotations

from typing import Any

import pytest

from dogwatch import Catalog, Monitor, Team
from dogwatch.declare import Declared
from dogwatch.declare.rules.declaration import declaration_mistakes, environment_mistakes, says_something
from dogwatch.query import Variable, metric
from tests.declare.features import feature

PAYMENTS = Team("payments")
DECLARED = Declared(Catalog("shop"), (PAYMENTS,), (), (), ())


def said(name: str = "busy", **arguments: Any) -> list[str]:
    words: dict[str, Any] = {"title": "t", "what": "w", "query": "q"}
    monitor = Monitor(name, **{**words, **arguments})
    return [f"{mistake.subject}: {mistake.seen}" for mistake in declaration_mistakes(monitor, DECLARED)]


def test_finds_nothing_wrong_with_what_belongs_to_somebody() -> None:
    assert said(feature=feature()) == []
    assert said(team="payments", service="shop-db", tags=["area:shop"]) == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"name": "Busy", "team": "payments"}, "monitor 'Busy': it cannot be part of keys and tags as it stands"),
        ({}, "monitor busy: nobody answers for it"),
        ({"team": "paymnts"}, "monitor busy: team: there is no team 'paymnts'"),
        ({"feature": "checkout"}, "monitor busy: feature: 'checkout' is no Feature"),
        ({"team": "payments", "service": ""}, "monitor busy: service: '' is no service"),
        (
            {"team": "payments", "environments": ["prod", "Prod"]},
            "monitor busy: environments: 'Prod' is no name of an environment",
        ),
        ({"team": "payments", "environments": 5}, "monitor busy: environments: 5 is no name of an environment"),
        ({"team": "payments", "tags": ["A:b"]}, "monitor busy: tags: Datadog would store 'A:b' as 'a:b'"),
    ],
)
def test_says_what_is_wrong(arguments: dict[str, Any], expected: str) -> None:
    assert said(**arguments) == [expected]


@pytest.mark.parametrize("text", ["", " \n", None, 5])
def test_words_say_something(text: object) -> None:
    assert list(says_something(text, "what is promised")) == [
        (f"{text!r} says nothing", "write in words what is promised")
    ]
    assert list(says_something("slow", "")) == []


@pytest.mark.parametrize("query", [metric("a").sum(), metric("a").sum().over("5m") > 1, "sum:a{*}"])
def test_a_query_is_of_one_environment_unless_its_owner_is(query: Any) -> None:
    [(seen, _)] = environment_mistakes(query, is_limited=False)
    assert seen == f"{str(query)!r} would watch the same in every environment"
    assert list(environment_mistakes(query, is_limited=True)) == []


@pytest.mark.parametrize("query", [metric("a").where(Variable("env"), Variable("x")).sum(), "sum:a{$env,$x}"])
def test_a_query_knows_no_other_variable(query: Any) -> None:
    for is_limited in (True, False):
        assert [seen for seen, _ in environment_mistakes(query, is_limited=is_limited)] == ["it has the variable $x"]
