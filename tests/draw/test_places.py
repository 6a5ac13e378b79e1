from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from dogwatch.draw.places import COLUMNS, Place, places

NUMBERS = st.one_of(st.none(), st.integers(-5, 300), st.floats(), st.text(max_size=2))


def at(x: int, y: int, width: int = 4, height: int = 2) -> dict[str, Any]:
    return {"layout": {"x": x, "y": y, "width": width, "height": height}}


def test_stand_where_their_layouts_say_by_rows() -> None:
    assert places([at(8, 0), at(0, 2), at(0, 0)], "ordered") == [
        (2, Place(0, 0, 4, 2)),
        (0, Place(8, 0, 4, 2)),
        (1, Place(0, 2, 4, 2)),
    ]


def test_flow_where_one_has_none_and_groups_have_a_row() -> None:
    kinds = ["timeseries", "group", "note"]
    found = places([{"definition": {"type": kind}} for kind in kinds], "ordered")
    assert [place[:3] for _, place in found] == [(0, 0, 4), (0, 3, 12), (0, 6, 4)]


def test_a_free_layout_is_brought_to_twelve_columns() -> None:
    found = places([at(0, 0, 47, 15), at(48, 0, 47, 15)], "free")
    assert [(place.x, place.width) for _, place in found] == [(0, 6), (6, 6)]


@given(
    st.lists(st.dictionaries(st.sampled_from(["x", "y", "width", "height"]), NUMBERS), max_size=5),
    st.sampled_from(["ordered", "free"]),
)
def test_stay_on_the_grid_whatever_is_stored(layouts: list[dict[str, Any]], kind: str) -> None:
    found = places([{"layout": layout} for layout in layouts], kind)
    assert sorted(number for number, _ in found) == list(range(len(layouts)))
    for _, place in found:
        assert 0 <= place.x < COLUMNS
        assert place.x + place.width <= COLUMNS
        assert min(place.width, place.height) >= 1
