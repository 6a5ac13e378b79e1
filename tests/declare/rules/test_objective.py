from __future__ import annotations

from typing import Any

import pytest

from dogwatch import Availability, LatencyObjective, Objective, TimeSlice, Traffic
from dogwatch.declare import Promise, Signal
from dogwatch.declare.rules.objective import objective_mistakes
from tests.declare.features import feature

FLOOR = Traffic(min="1/s")
COUNT = "sum:a{$env}.as_count()"


def said(*measured: Promise | Signal) -> list[str]:
    mistakes = objective_mistakes("feature checkout", feature(*measured))
    return [f"{mistake.subject}: {mistake.seen}" for mistake in mistakes]


def test_finds_nothing_wrong_with_good_objectives() -> None:
    paid = Objective("paid", "99.5%", over="7d", good=COUNT, total=COUNT)
    fresh = TimeSlice("fresh", "99%", query="avg:age{$env}", comparator="<", threshold=60)
    assert said(FLOOR, Availability("99.9%", budget="100%"), LatencyObjective("99%", within="1s"), paid, fresh) == []


@pytest.mark.parametrize(
    ("objective", "expected"),
    [
        (LatencyObjective("100%", within="1s"), "LatencyObjective target: 100% leaves no error budget to spend"),
        (LatencyObjective("99%", within="1s", over="1d"), "LatencyObjective over: no SLO has the time frame 1d"),
        (LatencyObjective("99%", within="1s", warn="9%"), "LatencyObjective warn: it warns at 9% and promises 99%"),
        (LatencyObjective("99%", within="1"), "LatencyObjective within: '1' has no unit"),
        (
            LatencyObjective("99%", within="1s", percentiles="no"),  # type: ignore[arg-type]
            "LatencyObjective percentiles: 'no' is neither True nor False",
        ),
        (LatencyObjective("99%", within="0s"), "LatencyObjective within: 0us is not above zero"),
        (LatencyObjective("99%", within="1s", budget="0%"), "LatencyObjective budget: 0% is no share of a budget"),
        (LatencyObjective("99%", within="1s", budget="101%"), "LatencyObjective budget: 101% is no share of a budget"),
        (LatencyObjective("99%", within="1s", budget="x"), "LatencyObjective budget: 'x' is not a percentage"),
        (
            Objective("paid", "99%", good="sum:a{$env}", total=COUNT),
            "Objective good: 'sum:a{$env}' does not count events, which an SLO adds up",
        ),
        (
            TimeSlice("fresh", "99%", query="avg:age{*}", comparator="<", threshold=60),
            "TimeSlice query: 'avg:age{*}' would watch the same in every environment",
        ),
    ],
)
def test_says_which_argument_is_wrong(objective: Promise, expected: str) -> None:
    assert said(objective) == [f"feature checkout: {expected}"]


def test_a_name_is_part_of_keys() -> None:
    assert said(Objective("Paid Orders", "99%", good=COUNT, total=COUNT)) == [
        "objective 'Paid Orders': it cannot be part of keys and tags as it stands"
    ]


@pytest.mark.parametrize(("wrong", "called"), [("99%", "'99%'"), (FLOOR, "Traffic(…)"), (None, "None")])
def test_something_else_is_no_objective(wrong: Any, called: str) -> None:
    mistakes = list(objective_mistakes("feature checkout", feature(objectives=[wrong])))
    assert [mistake.seen for mistake in mistakes] == [f"{called} is no objective"]


def test_two_objectives_have_two_names() -> None:
    fast, slow = LatencyObjective("99%", within="1s"), LatencyObjective("99.9%", within="9s")
    [sentence] = said(fast, slow)
    assert sentence.startswith("feature checkout: LatencyObjective: it is named 'latency', as the one in ")
    assert said(fast, LatencyObjective("99.9%", within="9s", name="latency-9s")) == []


@pytest.mark.parametrize("traffic", [[], [Traffic(max="9/s")]])
def test_availability_needs_a_floor_of_traffic(traffic: list[Traffic]) -> None:
    [mistake] = objective_mistakes("feature checkout", feature(*traffic, Availability("99.9%")))
    assert mistake.subject == "feature checkout: Availability"
    assert mistake.seen == "calls that never arrive burn no budget, and nothing says how many should"
    assert mistake.remedy.endswith('as in Traffic(min="1/m")')


def test_a_missing_floor_is_said_once_and_only_of_availability() -> None:
    both = [Availability("99.9%"), Availability("99%", over="7d", name="availability-week")]
    assert len(said(*both)) == 1
    assert said(LatencyObjective("99%", within="1s")) == []


def test_the_service_knows_one_bound_only() -> None:
    fast = LatencyObjective("99%", within="1s", percentiles=False)
    [sentence] = said(fast, LatencyObjective("99%", within="2s", percentiles=False, name="slow"))
    assert "LatencyObjective percentiles: calls are tagged fast:true for one bound, and 1s stands in " in sentence
    assert said(fast, LatencyObjective("99.9%", within="1s", percentiles=False, name="strict")) == []
    assert said(fast, LatencyObjective("99%", within="2s", name="slow")) == []
