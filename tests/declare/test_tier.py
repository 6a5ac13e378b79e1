from __future__ import annotations

from dogwatch import Renotify, Tier
from dogwatch.declare.tier import STANDARD_TIERS, tiers_with
from dogwatch.values import Duration


def test_the_library_has_five_of_which_the_first_wakes_somebody() -> None:
    assert list(STANDARD_TIERS) == [1, 2, 3, 4, 5]
    assert [tier.pages for tier in STANDARD_TIERS.values()] == [True, False, False, False, False]
    assert [tier.priority for tier in STANDARD_TIERS.values()] == [1, 2, 3, 4, 5]


def test_a_declared_one_takes_the_place_of_the_librarys() -> None:
    mine = Tier(2, priority=1)
    assert tiers_with([mine]) == {**STANDARD_TIERS, 2: mine}


def test_reads_durations_and_single_states() -> None:
    renotify = Renotify("2h", statuses="alert")  # type: ignore[arg-type]
    assert (renotify.every, renotify.statuses) == (Duration(7200.0), ("alert",))
