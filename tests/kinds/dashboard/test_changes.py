from __future__ import annotations

from typing import Any

from dogwatch.kinds.dashboard.changes import widget_changes

from .bodies import group, note, timeseries

PLACE = {"x": 0, "y": 0, "width": 4, "height": 2}


def changes(declared: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[str, tuple[Any, Any]]:
    listed = list(widget_changes(declared, found))
    assert len({change.path for change in listed}) == len(listed)
    return {change.path: (change.before, change.after) for change in listed}


def test_a_changed_field_is_named_by_the_title_and_its_place_inside() -> None:
    declared, found = timeseries("Latency"), timeseries("Latency")
    found["definition"]["requests"][0]["display_type"] = "bars"
    assert changes([declared], [found]) == {"widgets[Latency].requests[0].display_type": ("bars", "line")}


def test_a_field_that_was_added_by_hand_goes_back_to_its_default() -> None:
    by_hand = timeseries("Latency", legend_layout="vertical", unheard_of=1)
    assert changes([timeseries("Latency")], [by_hand]) == {
        "widgets[Latency].legend_layout": ("vertical", "auto"),
        "widgets[Latency].unheard_of": (1, None),
    }


def test_a_list_of_another_length_is_one_change() -> None:
    found = timeseries("a")
    request = found["definition"]["requests"][0]
    found["definition"]["requests"] = [request, request]
    assert changes([timeseries("a")], [found]) == {"widgets[a].requests": ([request, request], [request])}


def test_added_and_removed_widgets_are_one_change_each() -> None:
    assert changes([timeseries("a"), timeseries("new")], [timeseries("a"), note("old")]) == {
        "widgets[new]": (None, "timeseries"),
        "widgets[note 2]": ("note", None),
    }


def test_only_what_moved_is_moved() -> None:
    widgets = [timeseries(title) for title in "abcd"]
    a, b, c, d = widgets
    assert changes([d, a, b, c], widgets) == {"widgets[d]": ("place 4", "place 1")}
    assert changes([a, c, b, d], widgets) in (
        {"widgets[c]": ("place 3", "place 2")},
        {"widgets[b]": ("place 2", "place 3")},
    )


def test_a_widget_put_in_front_moves_nothing() -> None:
    assert changes([note("new"), timeseries("a"), timeseries("b")], [timeseries("a"), timeseries("b")]) == {
        "widgets[note 1]": (None, "note")
    }


def test_a_layout_is_one_change_and_no_move_beside_it() -> None:
    a, b = ({**timeseries(title), "layout": PLACE} for title in "ab")
    aside = {**a, "layout": {**PLACE, "x": 4}}
    assert changes([a, b], [b, aside]) == {"widgets[a].layout": ({**PLACE, "x": 4}, PLACE)}


def test_a_layout_that_nobody_declared_is_no_difference() -> None:
    assert changes([timeseries("a")], [{**timeseries("a"), "layout": PLACE}]) == {}
    in_place = {**timeseries("a"), "layout": PLACE}
    assert changes([in_place], [{**in_place, "layout": {**PLACE, "is_column_break": False}}]) == {}
    assert list(changes([in_place], [timeseries("a")])) == ["widgets[a].layout"]


def test_widgets_inside_a_group_are_named_with_it() -> None:
    declared, found = group("G", timeseries("a"), note("x")), group("G", timeseries("a", show_legend=True))
    assert changes([declared], [found]) == {
        "widgets[G].widgets[a].show_legend": (True, None),
        "widgets[G].widgets[note 2]": (None, "note"),
    }


def test_widgets_of_one_title_are_told_apart_by_their_place() -> None:
    declared = [timeseries("a", "avg:x{*}"), timeseries("a", "avg:y{*}", show_legend=True)]
    found = [timeseries("a", "avg:x{*}"), timeseries("a", "avg:y{*}")]
    assert changes(declared, found) == {"widgets[a 2].show_legend": (None, True)}


def test_numbers_compare_by_value_and_a_bool_is_no_number() -> None:
    assert changes([timeseries("a", precision=2)], [timeseries("a", precision=2.0)]) == {}
    assert changes([timeseries("a", precision=1)], [timeseries("a", precision=True)]) == {
        "widgets[a].precision": (True, 1)
    }
