from __future__ import annotations

import pytest

from dogwatch.draw.formats import PLAIN, Look
from dogwatch.draw.paint.looks import ink, palette, swatched


@pytest.mark.parametrize(("paper", "chosen"), [("#0000ff", "#ffffff"), ("#ffee00", "#10151c"), ("#fff", "#10151c")])
def test_a_text_can_be_read_on_a_ground_of_somebodys_own(paper: str, chosen: str) -> None:
    assert ink(Look(paper=paper)) == chosen


def test_a_text_keeps_a_colour_of_its_own() -> None:
    assert ink(Look(ink="#123456", paper="#000000")) == "#123456"
    assert ink(PLAIN) is None


def test_palettes_are_classes_and_own_colours_are_fields() -> None:
    assert palette(Look("white_on_red")) == "white-on-red"
    assert palette(PLAIN) == ""
    assert 'fill="#0000ff"' in str(swatched("#0000ff", "ground"))
    assert swatched(None, "ground") is None
