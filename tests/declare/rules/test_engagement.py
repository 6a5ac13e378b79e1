from __future__ import annotations

from typing import Any

import pytest

from dogwatch import Engagement
from dogwatch.declare.rules.engagement import engagement_mistakes


def said(**arguments: Any) -> list[str]:
    signal = Engagement(**{"actions": ["pay"], "drop": "30%", **arguments})
    return [f"{argument}: {seen}" for argument, (seen, _) in engagement_mistakes(signal)]


@pytest.mark.parametrize(
    "right",
    [
        {},
        {"actions": "add_to_cart"},
        {"band": 3},
        {"band": 2.5, "over": "5m"},
        {"band": 2.5, "over": "1d"},
        {"over": "2d"},
        {"against": "1h"},
        {"against": "730h"},
        {"least": 0},
    ],
)
def test_finds_nothing_wrong_with_good_engagement(right: dict[str, Any]) -> None:
    assert said(**right) == []


@pytest.mark.parametrize(
    ("wrong", "expected"),
    [
        ({"actions": []}, "actions: it names no action"),
        ({"actions": ["Add to cart"]}, "actions: 'Add to cart' cannot be part of keys and tags as it stands"),
        ({"actions": [5]}, "actions: 5 cannot be part of keys and tags as it stands"),
        ({"drop": "0%"}, "drop: 0% is no drop"),
        ({"drop": "100%"}, "drop: 100% is no drop"),
        ({"least": -1}, "least: -1 is no number of actions"),
        ({"least": 5.5}, "least: 5.5 is no number of actions"),
        ({"least": True}, "least: True is no number of actions"),
        ({"against": "59m"}, "against: 59m ago cannot be compared with 1h"),
        ({"against": "731h"}, "against: 731h ago cannot be compared with 1h"),
        ({"band": 0}, "band: 0 is no width of a band"),
        ({"band": "3"}, "band: '3' is no width of a band"),
        ({"band": 3, "over": "4m"}, "over: a band cannot be judged by 4m"),
        ({"band": 3, "over": "25h"}, "over: a band cannot be judged by 25h"),
    ],
)
def test_says_what_is_wrong(wrong: dict[str, Any], expected: str) -> None:
    assert said(**wrong) == [expected]


def test_leaves_what_cannot_be_read_to_the_rules_of_every_signal() -> None:
    assert said(drop="x", against="y", over="z", band=3) == []
