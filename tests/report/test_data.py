from __future__ import annotations

import json

from dogwatch.kinds import FieldChange
from dogwatch.plan import Create, Delete, LeftAlone, Plan, Update
from dogwatch.report import plan_data
from tests.bodies import KEY, declared, found

TARGET = "https://api.datadoghq.eu, environment prod"


def test_counts_what_would_change() -> None:
    data = plan_data(Plan(TARGET, (Create("monitor", KEY, declared()),), unchanged=3, managed=3))
    assert data["target"] == TARGET
    assert data["summary"] == {"create": 1, "update": 0, "delete": 0, "unchanged": 3}
    assert data["left_alone"] == []


def test_a_create_has_every_field_of_its_body_and_no_id() -> None:
    [change] = plan_data(Plan(TARGET, (Create("monitor", KEY, declared()),), 0, 0))["changes"]
    assert (change["action"], change["kind"], change["key"], change["id"]) == ("create", "monitor", KEY, None)
    assert {field["path"]: field["after"] for field in change["fields"]} == declared()
    assert all(field["before"] is None for field in change["fields"])


def test_an_update_has_the_fields_that_differ() -> None:
    update = Update("monitor", KEY, "17", (FieldChange("options.timeout_h", 2, None),), declared(), found(17))
    [change] = plan_data(Plan(TARGET, (update,), 0, 1))["changes"]
    assert change == {
        "action": "update",
        "kind": "monitor",
        "key": KEY,
        "id": "17",
        "fields": [{"path": "options.timeout_h", "before": 2, "after": None}],
        "adopts": False,
        "renames": None,
    }


def test_a_delete_has_what_a_person_would_want_back() -> None:
    [change] = plan_data(Plan(TARGET, (Delete("monitor", KEY, "17", found(17)),), 0, 1))["changes"]
    assert (change["action"], change["id"]) == ("delete", "17")
    before = {field["path"]: field["before"] for field in change["fields"]}
    assert before["query"] == declared()["query"]
    assert set(before) == {"name", "type", "query", "message", "tags", "priority", "options"}
    assert all(field["after"] is None for field in change["fields"])


def test_a_delete_says_nothing_of_what_was_not_there() -> None:
    [change] = plan_data(Plan(TARGET, (Delete("monitor", KEY, "17", {"name": "a"}),), 0, 1))["changes"]
    assert change["fields"] == [{"path": "name", "before": "a", "after": None}]


def test_what_is_left_alone_has_its_reason() -> None:
    alone = LeftAlone("monitor", KEY, ("1", "2"), "its mark occurs more than once", ("a", "b"))
    assert plan_data(Plan(TARGET, (), 0, 2, (alone,)))["left_alone"] == [
        {
            "kind": "monitor",
            "key": KEY,
            "ids": ["1", "2"],
            "links": ["a", "b"],
            "reason": "its mark occurs more than once",
        }
    ]


def test_all_of_it_is_json() -> None:
    alone = LeftAlone("monitor", KEY, ("1",), "reason")
    update = Update("monitor", KEY, "1", (FieldChange("tags", ["a"], ["b"]),), {}, {})
    data = plan_data(Plan(TARGET, (update, Delete("monitor", KEY, "2", found(2))), 0, 2, (alone,)))
    assert json.loads(json.dumps(data)) == data
