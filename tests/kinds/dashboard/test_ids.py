from __future__ import annotations

from typing import Any

from dogwatch.kinds.dashboard.ids import with_ids

from .bodies import group, note, timeseries


def numbered(id: Any, widget: dict[str, Any]) -> dict[str, Any]:
    return {"id": id, **widget}


def test_a_matched_widget_keeps_its_id_wherever_it_stands() -> None:
    found = [numbered(1, timeseries("a")), numbered(2, timeseries("b"))]
    assert with_ids([timeseries("b"), timeseries("a", show_legend=True)], found) == [
        numbered(2, timeseries("b")),
        numbered(1, timeseries("a", show_legend=True)),
    ]


def test_a_new_widget_is_sent_without_an_id() -> None:
    assert with_ids([note("new")], [numbered(1, timeseries("a"))]) == [note("new")]


def test_a_null_id_is_never_sent() -> None:
    assert with_ids([numbered(None, note("a"))], [numbered(None, note("a"))]) == [note("a")]
    assert with_ids([numbered(None, note("a"))], []) == [note("a")]


def test_an_id_that_came_with_the_body_stays_unless_another_widget_has_it() -> None:
    assert with_ids([numbered(7, note("new"))], []) == [numbered(7, note("new"))]
    assert with_ids([numbered(1, note("new"))], [numbered(1, timeseries("a"))]) == [note("new")]
    assert with_ids([numbered(7, note("a"))], [numbered(1, note("a"))]) == [numbered(1, note("a"))]


def test_widgets_inside_groups_keep_theirs_too() -> None:
    found = [numbered(1, group("g", numbered(2, note("a")), numbered(3, timeseries("b"))))]
    assert with_ids([group("g", timeseries("b"), note("new"), note("a"))], found) == [
        numbered(1, group("g", numbered(3, timeseries("b")), note("new"), numbered(2, note("a"))))
    ]


def test_the_declared_body_is_not_touched() -> None:
    declared = [group("g", note("a"))]
    with_ids(declared, [numbered(1, group("g", numbered(2, note("a"))))])
    assert declared == [group("g", note("a"))]
