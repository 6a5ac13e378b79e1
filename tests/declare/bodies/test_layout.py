from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dogwatch.declare.bodies.layout import arranged
from dogwatch.declare.widgets import Widget, group, items, note, widget


def box(width: int, height: int) -> Widget:
    return widget({"type": "image", "url": f"{width}x{height}"}, width=width, height=height)


def places(*widgets: Widget) -> list[tuple[int, ...]]:
    return [tuple(body["layout"][name] for name in ("x", "y", "width", "height")) for body in arranged(widgets)]


def test_a_row_ends_where_the_next_widget_does_not_fit() -> None:
    assert places(box(4, 3), box(4, 3), box(4, 3), box(4, 3)) == [
        (0, 0, 4, 3),
        (4, 0, 4, 3),
        (8, 0, 4, 3),
        (0, 3, 4, 3),
    ]
    assert places(box(8, 2), box(6, 2)) == [(0, 0, 8, 2), (0, 2, 6, 2)]


def test_all_of_a_row_are_as_high_as_the_highest() -> None:
    assert places(box(4, 2), box(4, 5), box(12, 1)) == [(0, 0, 4, 5), (4, 0, 4, 5), (0, 5, 12, 1)]


def test_a_group_has_a_row_for_itself_and_is_as_high_as_its_rows_and_its_title() -> None:
    inside = group("g", [box(8, 2), box(8, 3)])
    assert places(box(4, 2), inside, box(4, 2)) == [(0, 0, 4, 2), (0, 2, 12, 6), (0, 8, 4, 2)]
    (body,) = arranged([inside])
    assert [each["layout"]["y"] for each in body["definition"]["widgets"]] == [0, 2]


def test_what_brings_its_layout_keeps_it_above_the_rows() -> None:
    layout = {"x": 3, "y": 1, "width": 6, "height": 4}
    (own,) = items([{"id": 7, "definition": {"type": "note", "content": "a"}, "layout": layout}])
    first, second = arranged([note("b"), own])
    assert first == {"id": 7, "definition": {"type": "note", "content": "a"}, "layout": layout}
    assert second["layout"]["y"] == 5


def test_nothing_needs_no_place() -> None:
    assert arranged([]) == []


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 9)), max_size=30), st.booleans())
def test_no_widget_lies_over_another_or_beyond_the_grid(sizes: list[tuple[int, int]], grouped: bool) -> None:
    boxes = [box(*size) for size in sizes]
    bodies = arranged([group("g", boxes), *boxes] if grouped else boxes)
    _check_cells(bodies)
    for body in bodies:
        _check_cells(body["definition"].get("widgets") or [])
    assert bodies == arranged([group("g", boxes), *boxes] if grouped else boxes)


def _check_cells(bodies: list[dict[str, Any]]) -> None:
    seen: set[tuple[int, int]] = set()
    for body in bodies:
        place = body["layout"]
        cells = {
            (x, y)
            for x in range(place["x"], place["x"] + place["width"])
            for y in range(place["y"], place["y"] + place["height"])
        }
        assert all(0 <= x < 12 for x, _ in cells)
        assert not cells & seen
        seen |= cells
