from __future__ import annotations

from typing import Any

import pytest

from dogwatch.kinds.slo.measured import count_problems, query_problems, slice_problems

QUERY = {"name": "a", "data_source": "metrics", "query": "sum:hits{*}.as_count()"}
COUNT: dict[str, Any] = {
    "queries": [QUERY, {**QUERY, "name": "b"}],
    "good_events_formula": {"formula": "abs(a)"},
    "total_events_formula": {"formula": "a + b"},
}
SLICES: dict[str, Any] = {
    "comparator": "<",
    "threshold": 1,
    "query": {"formulas": [{"formula": "a"}], "queries": [QUERY]},
}


def test_finds_nothing_wrong_in_what_is_complete() -> None:
    assert list(query_problems({"numerator": "a", "denominator": "b"})) == []
    assert list(count_problems(COUNT)) == []
    assert list(slice_problems(SLICES)) == []


@pytest.mark.parametrize("query", [None, {}, {"numerator": "a"}, {"numerator": " ", "denominator": "b"}])
def test_two_queries_are_needed(query: Any) -> None:
    assert len(list(query_problems(query))) == 1


@pytest.mark.parametrize(
    ("changes", "seen"),
    [
        ({"total_events_formula": None}, "it does not say of how many"),
        ({"bad_events_formula": {"formula": "b"}}, "it has a bad_events_formula and a total_events_formula"),
        ({"good_events_formula": {"formula": "c * a"}}, "no query is named c"),
        ({"good_events_formula": "a"}, "'a'"),
        ({"queries": []}, "[]"),
        ({"queries": [{"name": "a"}]}, "{'name': 'a'}"),
    ],
)
def test_formulas_are_over_the_queries(changes: dict[str, Any], seen: str) -> None:
    assert [problem.seen for problem in count_problems({**COUNT, **changes})] == [seen]


@pytest.mark.parametrize(
    ("changes", "seen"),
    [
        ({"comparator": "=="}, "'==' does not compare"),
        ({"threshold": True}, "True"),
        ({"query_interval_seconds": 120}, "120: Datadog has no such slices"),
        ({"query": {"formulas": [], "queries": [QUERY]}}, "it has to have exactly one formula"),
        ({"query": {"formulas": [{"formula": "a"}], "queries": [3]}}, "3"),
    ],
)
def test_slices_compare_one_formula(changes: dict[str, Any], seen: str) -> None:
    assert [problem.seen for problem in slice_problems({**SLICES, **changes})] == [seen]
