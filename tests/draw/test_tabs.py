from __future__ import annotations

from typing import Any

from dogwatch.draw import changed, page, painted, picture
from tests.draw.samples import NOW, data, store

NOTES = [{"id": 10 + number, "definition": {"type": "note", "content": f"note {number}"}} for number in range(4)]
BOARD: dict[str, Any] = {
    "title": "Shop",
    "layout_type": "ordered",
    "widgets": NOTES,
    "tabs": [
        {"id": "5b15", "name": "Overview", "widget_ids": [10, "@3"]},
        {"name": "Details <b>", "widget_ids": [11, 99, "@9"]},
    ],
}


def texts(tab: str | None) -> list[str]:
    html = painted(page(BOARD, data(store()), NOW, tab=tab))
    return [f"note {number}" for number in range(4) if f"note {number}" in html]


def test_one_tab_shows_its_widgets_and_the_first_those_of_none() -> None:
    assert texts("5b15") == ["note 0", "note 2", "note 3"]
    assert texts("Details <b>") == ["note 1"]
    assert texts("gone") == texts("5b15")


def test_a_page_says_its_tabs_and_which_is_shown() -> None:
    found = page(BOARD, data(store()), NOW, tab="Details <b>")
    assert [(tab.key, tab.name) for tab in found.tabs] == [("5b15", "Overview"), ("Details <b>", "Details <b>")]
    assert found.tab == "Details <b>"


def test_where_nobody_can_choose_tabs_stand_one_below_the_other() -> None:
    found = page(BOARD, data(store()), NOW)
    assert [placed.figure.heading.title for placed in found.widgets] == ["Overview", "Details <b>"]
    assert [len(placed.inside) for placed in found.widgets] == [3, 1]
    assert "Details &lt;b&gt;" in picture(found).text


def test_what_changed_has_the_names_of_what_is_drawn() -> None:
    other = {**BOARD, "widgets": [*NOTES[:3], {"id": 13, "definition": {"type": "note", "content": "new"}}]}
    (name,) = changed(other, BOARD)
    found = page(other, data(store()), NOW)
    assert name in [placed.name for group in found.widgets for placed in group.inside]


def test_a_dashboard_without_tabs_has_none() -> None:
    found = page({**BOARD, "tabs": []}, data(store()), NOW, tab="Overview")
    assert (found.tabs, found.tab, len(found.widgets)) == ((), "", 4)
