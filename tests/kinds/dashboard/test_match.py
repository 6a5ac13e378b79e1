from __future__ import annotations

from typing import Any

from dogwatch.kinds.dashboard.canonical import shown
from dogwatch.kinds.dashboard.match import partners

from .bodies import group, note, timeseries


def matched(declared: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[int, int]:
    return partners(shown(declared), shown(found))


def test_the_same_widgets_match_in_their_order() -> None:
    widgets = [timeseries("a"), note("b"), note("b")]
    assert matched(widgets, widgets) == {0: 0, 1: 1, 2: 2}


def test_content_comes_first() -> None:
    declared = [timeseries("a", "avg:x{*}"), timeseries("a", "avg:y{*}")]
    assert matched(declared, declared[::-1]) == {0: 1, 1: 0}


def test_type_and_title_come_second() -> None:
    declared = [timeseries("a", "avg:new{*}"), timeseries("b")]
    found = [timeseries("b"), timeseries("a", "avg:old{*}")]
    assert matched(declared, found) == {0: 1, 1: 0}


def test_the_place_between_matched_widgets_comes_third() -> None:
    declared = [note("first"), timeseries("a"), note("changed"), timeseries("b")]
    found = [timeseries("a"), note("second"), timeseries("b")]
    assert matched(declared, found) == {1: 0, 2: 1, 3: 2}


def test_a_widget_of_another_type_is_another_widget() -> None:
    assert matched([note("a")], [timeseries("a")]) == {}


def test_a_declared_id_beats_everything() -> None:
    declared = [{**timeseries("a"), "id": 2}, timeseries("b")]
    found = [{**timeseries("a"), "id": 1}, {**timeseries("c"), "id": 2}]
    assert matched(declared, found)[0] == 1


def test_a_group_whose_inside_changed_is_matched_by_its_title() -> None:
    declared = [group("g", note("a"), note("new")), group("h")]
    found = [group("h"), group("g", note("a"))]
    assert matched(declared, found) == {0: 1, 1: 0}


def test_each_found_widget_is_given_once() -> None:
    assert matched([note("a"), note("a"), note("a")], [note("a"), note("a")]) == {0: 0, 1: 1}
