from __future__ import annotations

import pytest

from dogwatch.query import (
    EVERYTHING,
    And,
    Commas,
    Excluded,
    In,
    Interpolated,
    MetricQuery,
    Not,
    Or,
    Scope,
    Tag,
    Variable,
    canonical,
    parse_metric,
)

from .refusals import refusal

A, B, C = Tag("a", "1"), Tag("b", "2"), Tag("c", "3")


def scope(text: str) -> Scope:
    query = parse_metric(f"avg:m{{{text}}}")
    assert isinstance(query, MetricQuery)
    return query.scope


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("*", EVERYTHING),
        (" * ", EVERYTHING),
        ("a:1", Commas((A,))),
        ("a:1,b:2", Commas((A, B))),
        (" a:1 , b:2 ", Commas((A, B))),
        ("*,a:1,*", Commas((A,))),
        ("!a:1,-b:2", Commas((Excluded(A), Excluded(B)))),
        ("!*", Commas((Excluded(Tag("*")),))),
        ("$env,!$region.value,$os.family.key", None),
        ("a", Commas((Tag("a"),))),
        ("a:", Commas((Tag("a", ""),))),
        ("a: 1", Commas((A,))),
        ("git.url:*x*", Commas((Tag("git.url", "*x*"),))),
        ("a:b:c/d@e", Commas((Tag("a", "b:c/d@e"),))),
        ("a:$v.value", Commas((Tag("a", Variable("v", "value")),))),
        ("a:x-$v.value*", Commas((Tag("a", Interpolated(("x-", Variable("v", "value"), "*"))),))),
        ("a:1 AND b:2", And((A, B))),
        ("a:1 and b:2 or c:3", Or((And((A, B)), C))),
        ("a:1 AND (b:2 OR c:3)", And((A, Or((B, C))))),
        ("(a:1 OR b:2) AND $env", And((Or((A, B)), Variable("env")))),
        ("NOT a:1", Not(A)),
        ("not (a:1 AND b:2)", Not(And((A, B)))),
        ("NOT NOT a:1", Not(Not(A))),
        ("(a:1)", Commas((A,))),
        ("a IN (1,2)", In("a", ("1", "2"))),
        ("a NOT IN ( 1 , 2 )", In("a", ("1", "2"), True)),
        ("a not in (1) and b:2", And((In("a", ("1",), True), B))),
        ("a IN ($v.value,x)", In("a", (Variable("v", "value"), "x"))),
        ("NOT a IN (1)", Not(In("a", ("1",)))),
        ("* AND a:1", And((Tag("*"), A))),
    ],
)
def test_reads_a_scope(text: str, tree: Scope | None) -> None:
    expected = tree or Commas((Variable("env"), Excluded(Variable("region", "value")), Variable("os.family", "key")))
    assert scope(text) == expected
    assert str(parse_metric(f"avg:m{{{text}}}")) == f"avg:m{{{text}}}"
    assert scope(canonical(scope(text))) == expected


def test_each_term_prints_as_it_was_read() -> None:
    read = scope(" -a:1 , $env.value,b: 2")
    assert isinstance(read, Commas)
    assert [str(term) for term in read.terms] == ["-a:1", "$env.value", "b: 2"]
    assert str(read) == " -a:1 , $env.value,b: 2"
    words = scope("a:1  and ( b:2 OR  c IN (3) )")
    assert isinstance(words, And)
    assert [str(term) for term in words.terms] == ["a:1", "b:2 OR  c IN (3)"]


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("avg:m{^}", "'}' has no place here; expected a tag such as env:prod"),
        ("avg:m{^", "the query ends too early; expected a tag such as env:prod"),
        ("avg:m{a:1^", "the query ends too early; expected AND, OR or '}'"),
        ("avg:m{a:1,^}", "'}' has no place here; expected a tag such as env:prod"),
        ("avg:m{a:1,^,b:2}", "',' has no place here; expected a tag such as env:prod"),
        ("avg:m{a:1,b:2 ^c:3}", "'c' has no place here; expected ',' or '}'"),
        ("avg:m{a:1 ^b:2}", "'b' has no place here; expected AND, OR or '}'"),
        ("avg:m{a:1 AND ^}", "'}' has no place here; expected a tag such as env:prod"),
        ("avg:m{a:1 AND ^OR b:2}", "'OR' has no place here; expected a tag such as env:prod"),
        ("avg:m{(a:1 OR b:2^}", "'}' has no place here; expected AND, OR or ')'"),
        ("avg:m{a IN (1,^)}", "')' has no place here; expected a value"),
        ("avg:m{a IN (1 ^2)}", "'2' has no place here; expected ',' or ')'"),
        ("avg:m{^{a}}", "'{' has no place here; expected a tag such as env:prod"),
    ],
)
def test_says_what_is_wrong_with_a_scope(marked: str, said: str) -> None:
    assert refusal(parse_metric, marked) == said


@pytest.mark.parametrize(
    "marked",
    [
        "avg:m{a:1 AND ^!b:2}",
        "avg:m{a:1 AND ^-b:2}",
        "avg:m{a:1,b:2 ^AND c:3}",
        "avg:m{a:1,^(b:2 OR c:3)}",
        "avg:m{a:1,^NOT b:2}",
        "avg:m{a:1,b ^IN (2)}",
        "avg:m{a IN (1)^,b:2}",
        "avg:m{(a:1^,b:2)}",
        "avg:m{NOT a:1 ^,b:2}",
    ],
)
def test_refuses_commas_among_words(marked: str) -> None:
    seen = "the scope mixes commas or ! with AND, OR, NOT or IN, which Datadog refuses"
    assert refusal(parse_metric, marked) == f"{seen}; write AND for commas and NOT for ! throughout"
