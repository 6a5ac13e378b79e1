"""The pictures of the README: there, small, and of what is declared today."""

from __future__ import annotations

import re
from xml.etree.ElementTree import fromstring

import pytest

from tests.pictures import FOLDER, ROOT, failing, feature, terminal

SVG = "{http://www.w3.org/2000/svg}"


def titles(svg: str) -> list[str]:
    """What stands in it in bold: titles of the page, of groups and of widgets."""
    found = fromstring(svg).iter(f"{SVG}text")
    return ["".join(each.itertext()) for each in found if each.get("class") == "strong"]


def test_the_readme_shows_each_of_them() -> None:
    shown = (ROOT / "README.md").read_text(encoding="utf-8")
    files = sorted(FOLDER.iterdir())
    assert [file.name for file in files] == ["failing-test.svg", "feature.svg"]
    assert all(f"(docs/pictures/{file.name})" in shown for file in files)


def test_they_are_small() -> None:
    assert sum(file.stat().st_size for file in FOLDER.iterdir()) < 300_000


def test_the_page_of_a_feature_is_that_of_the_catalog() -> None:
    assert titles((FOLDER / "feature.svg").read_text(encoding="utf-8")) == titles(feature())


def test_the_feature_is_well_with_one_thing_to_look_at() -> None:
    shown = (FOLDER / "feature.svg").read_text(encoding="utf-8")
    states = re.findall(r">(Warn|Alert|No Data|Breached|Warning)<", shown)
    assert set(states) == {"Warn"}
    assert "Monitors have no state here" not in shown
    assert shown == feature()


def test_the_failing_test_fails_as_it_is_shown() -> None:
    assert (FOLDER / "failing-test.svg").read_text(encoding="utf-8") == failing()


def test_a_terminal_cuts_a_line_that_is_too_long_and_escapes_what_stands_in_it() -> None:
    texts = ["".join(each.itertext()) for each in fromstring(terminal(["<b>&", "x" * 500])).iter(f"{SVG}text")]
    assert texts == ["<b>&", "x" * 117 + "…"]


@pytest.mark.parametrize("line", ["    state  09:31 ·wwwAA 09:45", "a did not alert"])
def test_a_terminal_loses_no_letter_where_it_colours(line: str) -> None:
    assert ["".join(each.itertext()) for each in fromstring(terminal([line])).iter(f"{SVG}text")] == [line]
