# ruff: noqa: E501 - what people read stands here as it is printed

from __future__ import annotations

import pytest

from dogwatch.query import (
    Composed,
    Composite,
    Conjunction,
    Disjunction,
    Inverted,
    MonitorId,
    canonical,
    parse_monitor,
)

from .refusals import refusal

A, B, C = MonitorId("1"), MonitorId("22"), MonitorId("${monitor:shop/checkout/errors}")


def composite(text: str) -> Composite:
    read = parse_monitor(text, "composite")
    assert isinstance(read, Composite)
    return read


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1", A),
        (" ( 1 && !22 ) ||\n22 ", Disjunction((Conjunction((A, Inverted(B))), B))),
        ("1 || 22 && ${monitor:shop/checkout/errors}", Disjunction((A, Conjunction((B, C))))),
        ("1&&22&&!(1||22)", Conjunction((A, B, Inverted(Disjunction((A, B)))))),
        ("(1 && 22) && 1", Conjunction((Conjunction((A, B)), A))),
        ("!!1", Inverted(Inverted(A))),
    ],
)
def test_reads_a_composite(text: str, tree: Composed) -> None:
    read = composite(text)
    assert read == Composite(tree)
    assert str(read) == text
    assert composite(canonical(read)) == read


def test_names_the_monitors_that_it_asks() -> None:
    assert composite("1 && !(22 || 1)").monitors == ("1", "22")


@pytest.mark.parametrize(
    ("marked", "said"),
    [
        ("^", "the query ends too early; expected the id of a monitor, or a reference such as ${monitor:shop/checkout/errors}"),
        ("1 &&^", "the query ends too early; expected the id of a monitor, or a reference such as ${monitor:shop/checkout/errors}"),
        ("1 ^& 2", "'&' has no place here; expected '&&', '||' or the end"),
        ("1 ^22", "'22' has no place here; expected '&&', '||' or the end"),
        ("(1 || 22^", "the query ends too early; expected '&&', '||' or ')'"),
        ("1^)", "')' has no place here; expected '&&', '||' or the end"),
        ("1 && ^a", "'a' has no place here; expected the id of a monitor, or a reference such as ${monitor:shop/checkout/errors}"),
    ],
)  # fmt: skip
def test_says_what_is_wrong_with_a_composite(marked: str, said: str) -> None:
    assert refusal(composite, marked) == said
