from __future__ import annotations

from typing import Any

from dogwatch.kinds.powerpack import compare
from tests.kinds.powerpack.test_fields import NOTE, body, group


def changed(declared: dict[str, Any], found: dict[str, Any]) -> list[str]:
    return [change.path for change in compare.differences(body(**declared), body(**found))]


def test_what_means_the_same_is_no_difference() -> None:
    shown = {**group(show_title=True), "layout": {"x": 0, "y": 0, "width": 12, "height": 1}}
    found = {"description": "", "group_widget": {**shown, "live_span": None}}
    assert changed({}, found) == []
    assert changed({"tags": ["a:b", "c:d"]}, {"tags": ["c:d", "a:b"]}) == []


def test_a_time_that_somebody_set_is_a_difference() -> None:
    assert changed({}, {"group_widget": {**group(), "live_span": "1d"}}) == ["group_widget.live_span"]


def test_an_update_carries_ids_of_widgets_and_tags_of_people() -> None:
    found = body(group_widget=group(widgets=[{**NOTE, "id": 5}]), tags=["reviewed:yes"], description="a")
    merged = compare.merged(body(), found)["attributes"]
    assert merged["group_widget"]["definition"]["widgets"] == [{"id": 5, **NOTE}]
    assert (merged["tags"], merged["description"]) == (["reviewed:yes"], "")


def test_the_mark_is_a_line_of_the_description() -> None:
    assert [mark.key for mark in compare.marks_of(body(description="a\n\ndogwatch:prod/shop/queue\nb"))] == [
        "shop/queue"
    ]
    assert compare.marks_of(body()) == []


def test_ids_say_which_is_older() -> None:
    older = {**body(), "id": "10000000-2000-11ee-8001-000000000001"}
    newer = {**body(), "id": "00000001-2001-11ee-8001-000000000001"}
    assert compare.is_older(older, newer)
    assert not compare.is_older(newer, older)
    assert not compare.is_older({**body(), "id": "7"}, {**body(), "id": "8"})


def test_a_lookalike_has_the_same_name_and_widgets() -> None:
    assert compare.looks_like(body(tags=["a:b"], description="x"), body())
    assert not compare.looks_like(body(name="B"), body())
    assert not compare.looks_like(body(group_widget=group(widgets=[])), body())
