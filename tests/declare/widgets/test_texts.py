from __future__ import annotations

from dogwatch.declare.widgets import free_text, iframe, image, note

from .test_graphs import definition


def test_a_note_is_as_high_as_its_lines() -> None:
    assert note("one").height == 1
    assert note("\n".join("12345")).height == 2
    assert note("one", height=3).height == 3
    assert definition(note("**bold**"))["content"] == "**bold**"


def test_a_note_may_point_at_something() -> None:
    assert definition(note("see"))["show_tick"] is False
    shown = definition(note("see", tick="left"))
    assert (shown["show_tick"], shown["tick_edge"]) == (True, "left")


def test_letters_have_a_size_or_fill_the_place() -> None:
    assert definition(free_text("Shop"))["font_size"] == "auto"
    assert definition(free_text("Shop", font=36))["font_size"] == "36"


def test_pictures_and_pages_have_an_address() -> None:
    assert definition(image("https://example.com/a.png", sizing="cover")) == {
        "type": "image",
        "url": "https://example.com/a.png",
        "sizing": "cover",
    }
    assert definition(iframe("https://example.com")) == {"type": "iframe", "url": "https://example.com"}
