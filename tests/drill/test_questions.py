from __future__ import annotations

import random

import pytest

from dogwatch.drill import DRILLS, Drill, Happened, Question, questions
from dogwatch.drill.runbook import Row
from dogwatch.errors import DogwatchError

NOON = 1_767_355_200
BY_NAME = {drill.name: drill for drill in DRILLS}


def happened(drill: Drill, monitor: str = "", **others: float) -> Happened:
    monitor = monitor or drill.monitors[0]
    told = {"mark": f"dogwatch:prod/shop/{drill.feature}/{monitor}", "handles": ["@a", "@b"], "at": NOON + 300}
    return Happened(NOON, told, [Row(("other",), "anywhere but here"), Row((drill.monitors[0],), "here")], **others)


def asked(drill: Drill, seed: int = 1, **others: float) -> list[Question]:
    return list(questions(drill, happened(drill, **others), random.Random(seed)))


@pytest.mark.parametrize("drill", DRILLS, ids=lambda drill: drill.name)
def test_a_drill_is_solved_by_what_has_happened_and_by_nothing_else(drill: Drill) -> None:
    asking = asked(drill)
    right = [drill.feature, "12:00", drill.cause, "@b", "here"]
    assert all(each.is_right(answer) for each, answer in zip(asking, right, strict=True))
    wrong = ["login", "09:00", drill.other_causes[0], "@c", "anywhere but here"]
    assert not any(each.is_right(answer) for each, answer in zip(asking, wrong, strict=True))


def test_the_budget_is_asked_for_where_there_is_one() -> None:
    share = asked(BY_NAME["budget-burns-slowly"], budget_left=48.0)[3]
    assert share.text == "How many percent of the budget of checkout's availability are left?"
    assert share.is_right("50")
    assert not share.is_right("70")


def test_a_time_is_asked_for_as_well_as_it_can_be_known_on_a_clock_that_is_fast() -> None:
    slow, fast = (asked(BY_NAME["memory-leak"], times=times)[1] for times in (10.0, 120.0))
    assert not slow.is_right("12:20")
    assert fast.is_right("12:20")
    assert not fast.is_right("13:00")


def test_choices_stand_in_an_order_of_the_seed() -> None:
    drill = BY_NAME["clicks-gone"]
    orders = {tuple(asked(drill, seed)[2].choices) for seed in range(20)}
    assert len(orders) > 1
    assert asked(drill, 3) == asked(drill, 3)


def test_what_the_runbook_does_not_know_is_asked_of_nobody() -> None:
    drill = BY_NAME["bad-version"]
    with pytest.raises(DogwatchError, match="the runbook of cart says nothing of errors-version"):
        list(questions(drill, happened(drill, "errors-version"), random.Random(1)))
