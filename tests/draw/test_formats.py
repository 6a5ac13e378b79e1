from __future__ import annotations

from dogwatch.draw.formats import PLAIN, Look, look

FORMATS = [
    {"comparator": ">", "value": 10, "palette": "white_on_red"},
    {"comparator": ">=", "value": 5, "palette": "white_on_yellow"},
    {"comparator": ">", "value": 0, "palette": "custom_text", "custom_fg_color": "#ff00aa"},
]


def test_the_first_that_fits_wins() -> None:
    assert look(FORMATS, 11).palette == "white_on_red"
    assert look(FORMATS, 10).palette == "white_on_yellow"
    assert look(FORMATS, -1) == PLAIN


def test_a_colour_of_ones_own_is_a_colour_or_nothing() -> None:
    assert look(FORMATS, 1) == Look(ink="#ff00aa")
    hostile = [{"comparator": ">", "value": 0, "palette": "custom_bg", "custom_bg_color": 'red" onload="x'}]
    assert look(hostile, 1) == PLAIN


def test_a_palette_that_nobody_knows_is_none() -> None:
    assert look([{"comparator": "<", "value": 1, "palette": "x y"}], 0) == PLAIN
