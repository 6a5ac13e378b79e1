from __future__ import annotations

import pytest

from dogwatch.draw.picture.text import clipped, width, wrapped


def test_a_text_with_room_stays_and_one_without_ends_in_an_ellipsis() -> None:
    assert clipped("response time", 200, 12) == "response time"
    cut = clipped("response time of checkout", 80, 12)
    assert cut.startswith("respon")
    assert cut.endswith("…")
    assert width(cut, 12) <= 80


def test_where_nothing_has_room_nothing_is_written() -> None:
    assert clipped("response", 3, 12) == ""


@pytest.mark.parametrize("text", ["one two three four five six seven", "x" * 90, "a " + "y" * 40 + " b"])
def test_no_line_is_wider_than_the_room_and_no_letter_is_lost(text: str) -> None:
    lines = list(wrapped(text, 100, 12))
    assert all(width(line, 12) <= 100 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert len(lines) > 1


def test_letters_of_east_asia_are_twice_as_wide() -> None:
    assert width("監視", 10) == 20
