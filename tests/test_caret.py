from __future__ import annotations

import pytest

from dogwatch.caret import WIDTH, pointed, quoted


def test_points_at_a_letter() -> None:
    assert pointed("avgg:a{*}", 3) == ("avgg:a{*}", "   ^")
    assert pointed("", 0) == ("", "^")


def test_points_behind_the_end() -> None:
    assert pointed("avg:a{", 6) == ("avg:a{", "      ^")


def test_shows_a_window_of_a_long_text() -> None:
    text = "".join(chr(ord("a") + place % 26) for place in range(1000))
    for at in (0, 1, 59, 60, 61, 500, 939, 940, 999, 1000):
        shown, line = pointed(text, at)
        assert len(shown) <= WIDTH + 2
        assert line.endswith("^")
        letter = shown[len(line) - 1 : len(line)]
        assert letter == (text[at] if at < len(text) else "")
        assert shown.startswith("…") == (at > 60)
        assert shown.endswith("…") == (at < 960)


@pytest.mark.parametrize(
    ("letter", "escape"),
    [
        ("\n", r"\n"),
        ("\x1b", r"\x1b"),
        ("\u202e", r"\u202e"),
        ("\x00", r"\x00"),
        ("\udc80", r"\udc80"),
        ("\u0301", r"\u0301"),
    ],
)
def test_hostile_letters_are_shown_escaped_and_the_caret_still_points(letter: str, escape: str) -> None:
    shown, line = pointed(f"a{letter}b?", 3)
    assert shown == f"a{escape}b?"
    assert shown[len(line) - 1] == "?"


def test_letters_of_two_columns_push_the_caret() -> None:
    assert pointed("监控?", 2) == ("监控?", "    ^")


def test_quotes_a_text_and_shortens_it() -> None:
    assert quoted("a\x1b[31m") == r"'a\x1b[31m'"
    assert quoted("x" * 100, longest=5) == "'xxxx…'"
