from __future__ import annotations

from typing import Any

import pytest

from dogwatch.declare.widgets import items, note, widget


def test_a_widget_has_the_size_of_its_type_unless_it_says_another() -> None:
    assert (widget({"type": "query_value"}).columns, widget({"type": "query_value"}).height) == (2, 2)
    assert (widget({"type": "unheard_of"}).columns, widget({"type": "unheard_of"}).height) == (4, 3)
    assert (widget({"type": "note"}, width=3, height=5).columns, widget({"type": "note"}, height=5).height) == (3, 5)


def test_what_was_left_open_is_not_in_the_definition() -> None:
    assert widget({"type": "image", "url": None, "show": False}).definition == {"type": "image", "show": False}


def test_datadogs_own_forms_are_taken() -> None:
    (bare, held) = items([{"type": "image", "url": "x"}, {"id": 1, "definition": {"type": "image", "url": "x"}}])
    assert bare.definition == held.definition == {"type": "image", "url": "x"}
    assert (bare.id, held.id) == (None, 1)
    (odd,) = items([{"type": "unheard_of", "id": 5}])
    assert (odd.id, odd.definition["id"]) == (None, 5)


def test_a_group_in_datadogs_form_is_laid_out_unless_it_has_a_layout() -> None:
    definition = {"type": "group", "layout_type": "ordered", "widgets": [{"definition": {"type": "note"}}]}
    layout = {"x": 0, "y": 0, "width": 12, "height": 3}
    (open_, placed) = items([definition, {"definition": definition, "layout": layout}])
    assert open_.inside is not None
    assert "widgets" not in open_.definition
    assert placed.inside is None
    assert placed.definition == definition


@pytest.mark.parametrize("item", ["text", 1, {"title": "x"}, {"definition": {}}, {"definition": 1}])
def test_what_is_no_widget_is_refused(item: Any) -> None:
    with pytest.raises(ValueError, match="is no widget"):
        items([note("a"), item])
