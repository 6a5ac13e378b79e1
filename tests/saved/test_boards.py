from __future__ import annotations

import json
from typing import Any

import pytest

from dogwatch.errors import UsageError
from dogwatch.kinds import DASHBOARD, Resource
from dogwatch.plan import sort_out
from dogwatch.saved import Boards, read_boards
from tests.saved.plans import data_of, made, surveyed


def body(name: str, title: str) -> dict[str, Any]:
    mark = f"dogwatch:prod/shop/{name}"
    note = {"definition": {"type": "note", "content": "Read this"}}
    return {"title": title, "description": mark, "layout_type": "ordered", "widgets": [note]}


DECLARED = [
    Resource("dashboard", "shop/changed", body("changed", "After")),
    Resource("dashboard", "shop/new", body("new", "New")),
]
THERE = [
    {"id": "aaa-aaa-aaa", **body("changed", "Before")},
    {"id": "bbb-bbb-bbb", **body("gone", "Gone")},
]


def data(**changes: Any) -> dict[str, Any]:
    there = {**surveyed(()), "dashboard": sort_out(DASHBOARD, THERE, "shop", "prod")}
    return {**data_of(made(DECLARED, there), DECLARED), **changes}


def read(value: Any) -> Boards:
    return read_boards(json.dumps(value).encode(), "plan.json")


def title(body: Any) -> str | None:
    return None if body is None else body["title"]


def test_dashboards_come_back_as_they_were_and_as_they_become() -> None:
    found = {each.key: (title(each.before), title(each.after)) for each in read(data()).boards}
    assert found == {
        "shop/changed": ("Before", "After"),
        "shop/gone": ("Gone", None),
        "shop/new": (None, "New"),
    }


def test_slos_are_known_by_references_and_by_ids() -> None:
    plan = data_of(made())
    reference = "${slo:" + next(row["key"] for row in plan["changes"] if row["kind"] == "slo") + "}"
    boards = read({**plan, "refers": {reference: "abc"}})
    assert (set(boards.slos), boards.ids, boards.boards) == ({reference}, {"abc": reference}, [])


def test_what_is_no_plan_of_out_is_refused_by_name() -> None:
    with pytest.raises(UsageError, match="write it with dogwatch plan --out"):
        read({name: value for name, value in data().items() if name != "format"})


@pytest.mark.parametrize(
    ("was", "said"),
    [(None, "dashboard shop/changed: what it was is not there"), ({"widgets": 5}, "what it was is no dashboard: ")],
)
def test_what_it_was_is_checked_like_anything_else(was: Any, said: str) -> None:
    value = data()
    [row] = [row for row in value["changes"] if row["key"] == "shop/changed"]
    row["was"] = was
    with pytest.raises(UsageError, match=said):
        read(value)
