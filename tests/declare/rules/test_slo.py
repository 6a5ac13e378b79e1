from __future__ import annotations

from typing import Any

import pytest

from dogwatch import Events, Slices, Slo
from dogwatch.declare.rules.slo import slo_mistakes

GOOD = Events(good="sum:a{$env,ok:true}.as_count()", total="sum:a{$env}.as_count()")


def said(**arguments: Any) -> list[str]:
    slo = Slo("paid", **{"target": "99%", "sli": GOOD, "title": "t", "what": "w", **arguments})
    return [f"{mistake.subject}: {mistake.seen}" for mistake in slo_mistakes(slo)]


def test_finds_nothing_wrong_with_a_good_slo() -> None:
    assert said() == []
    assert said(sli=Slices(query="p95:a{$env}", comparator="<", threshold=1)) == []
    assert said(sli=Slices(query="p95:a{*}", comparator="<", threshold=1), environments=["prod"]) == []


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"title": ""}, "slo paid: title: '' says nothing"),
        ({"what": None}, "slo paid: what: None says nothing"),
        ({"target": "100%"}, "slo paid: target: 100% leaves no error budget to spend"),
        ({"over": "1d"}, "slo paid: over: no SLO has the time frame 1d"),
        ({"warn": "98%"}, "slo paid: warn: it warns at 98% and promises 99%"),
        ({"sli": "a / b"}, "slo paid: sli: 'a / b' measures nothing"),
        (
            {"sli": Events(good="sum:a{$env}", total="sum:a{$env}.as_count()")},
            "slo paid: good: 'sum:a{$env}' does not count events, which an SLO adds up",
        ),
        (
            {"sli": Slices(query="p95:a{$env}", comparator="=", threshold=1)},  # type: ignore[arg-type]
            "slo paid: comparator: '=' does not compare",
        ),
    ],
)
def test_says_what_is_wrong(arguments: dict[str, Any], expected: str) -> None:
    assert said(**arguments) == [expected]


def test_reports_every_mistake_at_once() -> None:
    assert len(said(title="", target="x", over="1d", sli=Events(good="avg:a{*}", total="avg:b{*}"))) == 7
