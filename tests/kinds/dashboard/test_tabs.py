from __future__ import annotations

from typing import Any

from dogwatch.kinds.dashboard.tabs import merged_tabs, tab_changes

from .bodies import declared, note, timeseries

WIDGETS = [timeseries("a"), timeseries("b")]
FOUND = [{**timeseries("a"), "id": 11}, {**timeseries("b"), "id": 12}]


def tab(name: str, *widgets: Any, **fields: Any) -> dict[str, Any]:
    return {"name": name, "widget_ids": list(widgets), **fields}


def test_places_and_ids_of_the_same_widgets_are_the_same() -> None:
    wanted = declared(*WIDGETS, tabs=[tab("one", "@1"), tab("two", "@2")])
    seen = declared(*FOUND, tabs=[tab("one", 11, id="u1"), tab("two", 12, id="u2")])
    assert list(tab_changes(wanted, seen)) == []
    assert [change.path for change in tab_changes(wanted, declared(*FOUND, tabs=[tab("one", 12), tab("two", 11)]))] == [
        "tabs"
    ]


def test_tabs_that_nobody_declared_are_taken_off() -> None:
    (change,) = tab_changes(declared(*WIDGETS), declared(*FOUND, tabs=[tab("one", 11, 99)]))
    assert change.before == [{"name": "one", "widget_ids": ["@1", 99]}]
    assert change.after == []
    assert merged_tabs(declared(*WIDGETS), declared(*FOUND, tabs=[tab("one", 11)])) == []


def test_tabs_are_sent_by_place_with_the_id_that_they_have() -> None:
    wanted = declared({**WIDGETS[0], "id": 5}, note("new"), tabs=[tab("one", 5, "@2", "@²", 404), tab("two")])
    assert merged_tabs(wanted, declared(*FOUND, tabs=[tab("one", 11, id="u1")])) == [
        tab("one", "@1", "@2", "@²", 404, id="u1"),
        tab("two"),
    ]


def test_ids_count_as_the_same_widgets_wherever_they_moved() -> None:
    wanted = declared(*WIDGETS[::-1], tabs=[tab("one", "@2")])
    assert list(tab_changes(wanted, declared(*FOUND, tabs=[tab("one", 11)]))) == []
