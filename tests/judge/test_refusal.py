from __future__ import annotations

import pytest

from dogwatch.judge import RULES, Judging
from dogwatch.judge.refusal import refused
from dogwatch.judge.rules import rule_of
from dogwatch.measure import Store
from dogwatch.query import TYPES

JUDGED = {"query alert", "metric alert", "service check", "log alert", "event-v2 alert", "composite"}
# They are judged elsewhere, or by nobody yet.
OTHERS = {"slo alert"}


@pytest.mark.parametrize("type", sorted(set(TYPES) - JUDGED - OTHERS))
def test_each_type_that_is_not_judged_is_refused_under_a_name_of_its_own(type: str) -> None:
    judging = Judging(Store(), {1: {"type": type, "name": "a", "query": "x", "message": "", "options": {}}}, now=0)
    assert judging.refused[1].rule == type.replace(" ", "-")
    assert RULES[judging.refused[1].rule].degree == "refused"


@pytest.mark.parametrize("type", sorted(JUDGED))
def test_no_type_that_is_judged_has_such_a_name(type: str) -> None:
    assert rule_of(type) is None


def test_a_rule_that_is_in_no_table_is_a_mistake() -> None:
    with pytest.raises(LookupError, match="there is no rule 'nowhere'"):
        refused("nowhere", "a", "b")
