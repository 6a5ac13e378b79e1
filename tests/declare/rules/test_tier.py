from __future__ import annotations

import pytest

from dogwatch import Renotify, Tier
from dogwatch.declare.rules.tier import doubled_tiers, renotify_mistakes, tier_mistakes
from dogwatch.declare.tier import STANDARD_TIERS


@pytest.mark.parametrize("tier", STANDARD_TIERS.values(), ids=str)
def test_finds_nothing_wrong_with_those_of_the_library(tier: Tier) -> None:
    assert list(tier_mistakes(tier)) == []


@pytest.mark.parametrize("number", [0, 6, "1", True, None, [1]])
def test_a_tier_has_one_of_five_numbers(number: object) -> None:
    (mistake,) = tier_mistakes(Tier(number))  # type: ignore[arg-type]
    assert (mistake.subject, mistake.remedy) == (f"tier {number!r}", "write a number from 1 to 5")


@pytest.mark.parametrize(
    ("arguments", "seen"),
    [
        ({"email": 1}, "1 is neither True nor False"),
        ({"priority": True}, "True is no priority of Datadog's"),
        ({"recovery": "100%"}, "100% of a limit is not before it"),
        ({"recovery": "90"}, "'90' has no unit"),
        ({"renotify": Renotify("soon")}, "'soon' is not a duration"),
    ],
)
def test_names_the_argument_that_is_wrong(arguments: dict[str, object], seen: str) -> None:
    (mistake,) = tier_mistakes(Tier(2, **arguments))  # type: ignore[arg-type]
    assert (mistake.subject, mistake.seen) == (f"tier 2: {next(iter(arguments))}", seen)


def test_the_second_of_a_number_is_named() -> None:
    first, second = Tier(2), Tier(2)
    assert [mistake.place for mistake in doubled_tiers([Tier(1), first, second])] == [second.place]
    assert list(doubled_tiers([Tier([1]), Tier([1])])) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("renotify", "seen"),
    [
        (Renotify("30s"), "30s is no whole number of minutes"),
        (Renotify("0m"), "0us is no whole number of minutes"),
        (Renotify("1h", times=True), "True is no number of times"),
        (Renotify("1h", statuses=()), "it names no state"),
        (30, "30 does not say how often"),
    ],
)
def test_what_is_told_again_has_minutes_times_and_states(renotify: object, seen: str) -> None:
    assert [said for said, _ in renotify_mistakes(renotify)] == [seen]
    assert list(renotify_mistakes(Renotify("30m", times=1))) == list(renotify_mistakes(None)) == []
