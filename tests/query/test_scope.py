from __future__ import annotations

import pytest

from dogwatch.query import EVERYTHING, And, Commas, Excluded, In, Not, Or, Tag, Variable, narrow
from dogwatch.query.scope import negated

ENV = Tag("env", "prod")
US = Tag("region", "us")
EU = Tag("region", "eu")


@pytest.mark.parametrize(
    ("scope", "text"),
    [
        (EVERYTHING, "*"),
        (Commas((ENV, US)), "env:prod,region:us"),
        (Commas((ENV, Excluded(US), Tag("canary"))), "env:prod,!region:us,canary"),
        (Commas((Variable("env"), Tag("endpoint", Variable("url", "value")))), "$env,endpoint:$url.value"),
        (And((ENV, Not(US))), "env:prod AND NOT region:us"),
        (And((ENV, Or((US, EU)))), "env:prod AND (region:us OR region:eu)"),
        (Or((And((ENV, US)), EU)), "(env:prod AND region:us) OR region:eu"),
        (Not(Or((US, EU))), "NOT (region:us OR region:eu)"),
        (Not(Not(US)), "NOT (NOT region:us)"),
        (In("region", ("us", "eu")), "region IN (us,eu)"),
        (In("region", ("us",), negated=True), "region NOT IN (us)"),
    ],
)
def test_prints_a_scope_as_datadog_writes_it(scope: object, text: str) -> None:
    assert str(scope) == text


def test_refuses_words_among_commas() -> None:
    with pytest.raises(ValueError, match=r"'region IN \(us\)' mixes the comma style and the word style"):
        Commas((ENV, In("region", ("us",))))  # type: ignore[arg-type]


@pytest.mark.parametrize("build", [And, Or])
def test_refuses_an_exclamation_mark_among_words(build: type) -> None:
    with pytest.raises(ValueError, match=r"'!region:us' mixes .*write not_\(\.\.\.\) instead of !"):
        build((ENV, Excluded(US)))


def test_refuses_an_exclamation_mark_behind_not() -> None:
    with pytest.raises(ValueError, match="mixes the comma style"):
        Not(Excluded(US))  # type: ignore[arg-type]


@pytest.mark.parametrize("build", [And, Or])
def test_refuses_to_join_a_single_term(build: type) -> None:
    with pytest.raises(ValueError, match="at least two terms, here 1"):
        build((ENV,))


def test_narrows_with_commas_as_long_as_they_can_say_it() -> None:
    assert narrow(Commas((ENV,)), [Excluded(US)]) == Commas((ENV, Excluded(US)))


def test_narrows_in_words_once_a_term_needs_them() -> None:
    narrowed = narrow(Commas((ENV, Excluded(US))), [In("host", ("a", "b"))])
    assert str(narrowed) == "env:prod AND NOT region:us AND host IN (a,b)"


def test_keeps_the_words_of_a_scope_that_has_them() -> None:
    assert narrow(And((ENV, US)), [EU]) == And((ENV, US, EU))
    assert narrow(Or((US, EU)), [ENV]) == And((Or((US, EU)), ENV))


def test_asks_for_the_same_term_only_once() -> None:
    assert narrow(Commas((ENV,)), [US, ENV]) == Commas((ENV, US))


def test_a_single_term_needs_no_style() -> None:
    assert narrow(EVERYTHING, [Or((US, EU))]) == Or((US, EU))
    assert narrow(And((ENV, ENV)), []) == Commas((ENV,))


@pytest.mark.parametrize(
    ("term", "opposite"),
    [
        (ENV, Not(ENV)),
        (Not(ENV), ENV),
        (Excluded(ENV), ENV),
        (In("region", ("us",)), In("region", ("us",), negated=True)),
        (Or((US, EU)), Not(Or((US, EU)))),
    ],
)
def test_says_the_opposite_in_words(term: object, opposite: object) -> None:
    assert negated(term) == opposite  # type: ignore[arg-type]
