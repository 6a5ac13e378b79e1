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


def test_a_plan_for_another_organisation_at_the_same_address_is_another_plan() -> None:
    one, other = ({**plan(*CHANGES), "organisation": name} for name in ("a\n1", "b2"))
    assert plan_differences(one, other) == ["the reviewed plan is for the organisation a\\n1, this one for b2"]
    assert plan_differences(one, deepcopy(one)) == []
    assert plan_differences(one, plan(*CHANGES)) == []  # of plan --json nobody knows it


def test_what_it_was_counts_by_what_it_says_and_what_it_becomes_by_how_it_stands_there() -> None:
    def told(before: Any, after: Any) -> dict[str, Any]:
        return plan(update(("options.roles", before, after)))

    assert plan_differences(told(["a", "b"], ["c"]), told(["b", "a"], ["c"])) == []
    assert plan_differences(told(5, {"x": 1.0}), told(5.0, {"x": 1})) == []
    assert plan_differences(told(["a"], ["c", "d"]), told(["a"], ["d", "c"])) != []
    assert plan_differences(told(["a"], 1), told(["a"], True)) != []


SLO_ID, OTHER_ID = "a" * 32, "b" * 32


def referring(query: str, kind: str, id: str | None, type: str = "slo alert") -> dict[str, Any]:
    fields = {"type": type, "query": query, "message": "See 17."}
    made = plan(Create("monitor", "shop/a/burn", fields))
    return {**made, "refers": {} if id is None else {f"${{{kind}:shop/a/b}}": id}}


@pytest.mark.parametrize(
    ("query", "kind", "ids", "type"),
    [
        ('burn_rate("{}").over("30d") > 14.4', "slo", [SLO_ID, OTHER_ID], "slo alert"),
        ("{} && 18", "monitor", ["17", "19"], "composite"),
    ],
)
def test_what_refers_to_a_key_is_the_same_whatever_id_that_has(
    query: str, kind: str, ids: list[str], type: str
) -> None:
    coming = referring(query.format(f"${{{kind}:shop/a/b}}"), kind, None, type)
    first, second = (referring(query.format(id), kind, id, type) for id in ids)
    assert plan_differences(coming, first) == plan_differences(first, second) == []
    unknown = referring(query.format(ids[1]), kind, None, type)
    assert plan_differences(first, unknown) == ["changed since it was reviewed: create monitor shop/a/burn: query"]


@pytest.mark.parametrize("more", [{"organisation": 1}, {"refers": []}, {"refers": {"${slo:shop/a/b}": 1}}])
def test_what_plan_out_adds_has_its_form_too(more: dict[str, Any]) -> None:
    with pytest.raises(UsageError, match="holds no plan"):
        read_plan(json.dumps({**plan(*CHANGES), **more}).encode(), "plan.json")
