from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from dogwatch.errors import UsageError
from dogwatch.kinds import FieldChange
from dogwatch.plan import Change, Create, Delete, LeftAlone, Plan, Update
from dogwatch.report import plan_data
from dogwatch.saved import plan_differences, read_plan
from tests.bodies import KEY, declared, found

TARGET = "https://api.datadoghq.eu, environment prod"


def plan(*changes: Change, target: str = TARGET, **others: Any) -> dict[str, Any]:
    data = plan_data(Plan(target, changes, others.pop("unchanged", 0), 0, **others))
    return {**data, "refused": [], "not_validated": []}


def update(*fields: tuple[str, Any, Any], id: str = "17") -> Update:
    return Update("monitor", KEY, id, tuple(FieldChange(*field) for field in fields), {}, {})


CHANGES = (
    Create("monitor", "shop/a/b", declared("shop/a/b")),
    update(("priority", 1, 2), ("options.x", True, None)),
    Delete("monitor", "shop/c/d", "18", found(18)),
)


def test_reads_what_plan_json_writes() -> None:
    data = plan(*CHANGES, left_alone=(LeftAlone("monitor", KEY, ("1",), "twice"),))
    assert read_plan(json.dumps(data).encode(), "plan.json") == data


@pytest.mark.parametrize(
    "changes",
    [
        {"target": None},
        {"changes": {}},
        {"changes": [{}]},
        {"changes": [{**plan(*CHANGES)["changes"][0], "action": "steal"}]},
        {"changes": [{**plan(*CHANGES)["changes"][0], "fields": [{"path": "a"}]}]},
        {"changes": [{**plan(*CHANGES)["changes"][0], "id": 5}]},
        {"left_alone": [{"kind": "monitor", "key": "a", "ids": [1], "reason": "b"}]},
        {"summary": {}},
        {"refused": [None]},
    ],
)
def test_refuses_what_is_no_plan(changes: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match=r"plan.json holds no plan; write it with dogwatch plan --json"):
        read_plan(json.dumps({**plan(), **changes}).encode(), "plan.json")


def test_plans_with_the_same_changes_are_equal_in_any_order() -> None:
    assert plan_differences(plan(*CHANGES), plan(*reversed(CHANGES), unchanged=7)) == []
    alone = LeftAlone("monitor", KEY, ("1",), "its mark occurs more than once")
    assert plan_differences(plan(*CHANGES), plan(*CHANGES, left_alone=(alone,))) == []


def test_names_what_is_new_gone_or_of_another_object() -> None:
    create, change, delete = CHANGES
    assert plan_differences(plan(create, change), plan(change, delete)) == [
        "reviewed, but not in this plan: create monitor shop/a/b",
        "not reviewed: delete monitor shop/c/d (18)",
    ]
    assert plan_differences(plan(update(("priority", 1, 2))), plan(update(("priority", 1, 2), id="99"))) == [
        f"reviewed, but not in this plan: update monitor {KEY} (17)",
        f"not reviewed: update monitor {KEY} (99)",
    ]


@pytest.mark.parametrize(
    ("fields", "paths"),
    [
        ([("priority", 1, 3), ("options.x", True, None)], "priority"),
        ([("priority", 5, 2), ("options.x", True, None)], "priority"),
        ([("priority", 1, 2), ("options.x", 1, None)], "options.x"),
        ([("priority", 1, 2)], "options.x"),
        ([("priority", 1, 2), ("options.x", True, None), ("name", "a", "b")], "name"),
    ],
)
def test_names_the_fields_that_were_reviewed_otherwise(fields: list[tuple[str, Any, Any]], paths: str) -> None:
    now = plan(CHANGES[0], update(*fields), CHANGES[2])
    said = f"changed since it was reviewed: update monitor {KEY} (17): {paths}"
    assert plan_differences(plan(*CHANGES), now) == [said]


def test_what_replaces_another_counts() -> None:
    one, other = (Create("monitor", KEY, declared(), replaces=id) for id in ("1", "2"))
    assert plan_differences(plan(one), plan(other)) == [
        f"changed since it was reviewed: create monitor {KEY}: replaces"
    ]


def test_a_plan_for_another_target_is_another_plan() -> None:
    assert plan_differences(plan(*CHANGES), plan(*CHANGES, target="https://api.datadoghq.com, environment prod")) == [
        "the reviewed plan is for https://api.datadoghq.eu, environment prod, "
        "this one for https://api.datadoghq.com, environment prod"
    ]


def test_two_changes_of_one_path_are_not_one() -> None:
    """Widgets without a title share a path."""
    twice = update(("widgets[]", 1, 2), ("widgets[]", 3, 4))
    assert plan_differences(plan(update(("widgets[]", 3, 4))), plan(twice)) != []
    assert plan_differences(plan(twice), deepcopy(plan(twice))) == []
