from __future__ import annotations

from typing import Any

from dogwatch.kinds import DASHBOARD_LIST, marked_list, with_ours
from dogwatch.names import Mark

MARK = Mark("prod", "shop/all")
NAME = marked_list("Shop", MARK.tag)


def items(*ids: str) -> list[dict[str, str]]:
    return [{"id": id, "type": "custom_timeboard"} for id in ids]


def declared(*ids: str, name: str = NAME) -> dict[str, Any]:
    return {"name": name, "dashboards": items(*ids)}


def found(*ids: str, ours: tuple[str, ...] = ()) -> dict[str, Any]:
    shown = [{**item, "title": item["id"].upper(), "popularity": 0} for item in items(*ids)]
    return with_ours({"id": 1, "name": NAME, "dashboards": shown, "created": "2026"}, frozenset(ours))


def changes(wanted: dict[str, Any], seen: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    return [(each.path, each.before, each.after) for each in DASHBOARD_LIST.compare.differences(wanted, seen)]


def sent(wanted: dict[str, Any], seen: dict[str, Any]) -> list[str]:
    assert DASHBOARD_LIST.contents is not None
    request = DASHBOARD_LIST.contents.write("1", DASHBOARD_LIST.compare.merged(wanted, seen))
    assert all(set(item) == {"id", "type"} for item in request.body["dashboards"])
    return [item["id"] for item in request.body["dashboards"]]


def test_the_order_and_what_others_put_in_are_no_differences() -> None:
    assert changes(declared("b", "a"), found("a", "theirs", "b", ours=("a", "b"))) == []


def test_what_is_missing_and_what_is_ours_beyond_the_declared_are_one_difference() -> None:
    seen = found("a", "old", "theirs", ours=("a", "old", "b", "elsewhere"))
    assert changes(declared("a", "b"), seen) == [("dashboards", ["a", "old"], ["a", "b"])]
    assert sent(declared("a", "b"), seen) == ["a", "b", "theirs"]


def test_of_a_list_whose_dashboards_nobody_told_apart_none_is_taken_out() -> None:
    seen = {"id": 1, "name": NAME, "dashboards": items("a", "old")}
    assert changes(declared("a"), seen) == []
    assert sent(declared("a"), seen) == ["a", "old"]


def test_the_mark_ends_the_name() -> None:
    assert NAME == "Shop [dogwatch:prod/shop/all]"
    assert DASHBOARD_LIST.marks.marks_of(found()) == [MARK]
    assert DASHBOARD_LIST.marks.marks_of({"name": f"{NAME} (copy)"}) == []
    assert changes(declared(name=marked_list("Store", MARK.tag)), found()) == [
        ("name", NAME, "Store [dogwatch:prod/shop/all]")
    ]


def test_says_its_name_and_what_is_in_it() -> None:
    assert DASHBOARD_LIST.marks.said(found("a", ours=("a",))) == declared("a")
