from __future__ import annotations

from typing import Any

import pytest

from dogwatch.adopt import Original, objects_in

from .originals import dashboard, monitor, slo

MARKS = ["managed_by:dogwatch", "catalog:shop", "dogwatch:prod/shop/errors"]
MONITOR = {"name": "a", "type": "query alert", "query": "q"}
SLO = {"name": "a", "type": "metric", "thresholds": []}
BOARD = {"title": "a", "layout_type": "free", "widgets": []}


@pytest.mark.parametrize(
    ("value", "kinds"),
    [
        (MONITOR, ["monitor"]),
        ({"definition": MONITOR, "title": "x"}, ["monitor"]),
        ({"data": [SLO, SLO], "error": None}, ["slo", "slo"]),
        ({"data": SLO}, ["slo"]),
        ([BOARD, {"x": 1}, MONITOR], ["dashboard", "monitor"]),
        ({"resources": [{"kind": "monitor", "key": "a", "body": MONITOR}]}, ["monitor"]),
        ({"dashboards": [{"id": "abc", "title": "a head without widgets", "layout_type": "free"}]}, []),
        ({"board_title": "a", "widgets": []}, []),
        ("text", []),
        (None, []),
    ],
)
def test_objects_are_found_in_what_wraps_them(value: Any, kinds: list[str]) -> None:
    assert [kind for kind, _ in objects_in(value)] == kinds


def test_marks_are_no_part_of_what_it_says() -> None:
    assert monitor(1, tags=["team:a", *MARKS, "catalog:other"]).said["tags"] == ["team:a", "catalog:other"]
    assert "tags" not in slo("s", tags=MARKS).said
    text = "What it shows.\r\n\r\ndogwatch:prod/shop/page"
    assert dashboard("d", description=text).said["description"] == "What it shows."
    assert "description" not in dashboard("d", description="dogwatch:prod/shop/page").said


def test_tags_of_others_stay_where_there_is_no_mark() -> None:
    assert monitor(1, tags=["managed_by:dogwatch", "catalog:shop"]).said["tags"] == [
        "managed_by:dogwatch",
        "catalog:shop",
    ]


def test_objects_differ_in_what_they_say() -> None:
    one = monitor(1, tags=["b", "a"], options={"include_tags": True}, message="m ", overall_state="OK")

    assert one.differences(monitor(1, tags=["a", "b", "a"], message="m ")) == []
    assert one.differences(monitor(1, tags=["a"], message="m", new=1)) == ["tags", "message", "new"]


def test_the_space_around_a_dashboards_description_says_nothing() -> None:
    assert dashboard("d", description=" a\n").differences(dashboard("d", description="a")) == []
    assert monitor(1, message=" a\n").differences(monitor(1, message="a")) == ["message"]


@pytest.mark.parametrize(
    ("original", "refusal"),
    [
        (monitor(1), None),
        (monitor(1, tags="a"), "tags: 'a'; they are a list of texts"),
        (monitor(1, tags=[1]), "tags: [1]; they are a list of texts"),
        (monitor(1, options=[1]), "options: [1]; write an object"),
        (monitor(1, options={"thresholds": 3}), "options.thresholds: 3; write an object"),
        (slo("s", thresholds=[7]), "thresholds[0]: 7; write an object"),
        (
            slo("s", thresholds=[{"timeframe": "30d", "target": 100}]),
            "thresholds[0].target: 100 leaves",
        ),
        (dashboard("d", {"type": 5}), "widgets[0]: it has no definition with a type"),
        (dashboard("d", template_variables=["a"]), "template_variables[0]: 'a'"),
    ],
)
def test_what_datadog_would_not_take_is_refused(original: Original, refusal: str | None) -> None:
    said = original.refusal

    assert said == refusal if refusal is None or said is None else said.startswith(refusal)


def test_a_long_title_is_told_in_short() -> None:
    assert str(monitor(1, name="\u202ea" * 60)) == "monitor 1 '" + "\\u202ea" * 40 + "'…"
