"""The types of widgets stand in the library as they are written from the models of Datadog's own client."""

from __future__ import annotations

import pytest

from .homes import PARTS, WIDGETS
from .written import DASHBOARD, written


@pytest.mark.parametrize("name", [*(f"widgets/{name}.py" for name in WIDGETS), *(f"parts/{name}.py" for name in PARTS)])
def test_a_module_is_current(name: str) -> None:
    """If this fails: `make types`."""
    file = DASHBOARD / name
    assert file.read_text(encoding="utf-8") == written()[file]


def test_every_module_is_written_or_known_to_be_by_hand() -> None:
    there = {file for folder in ("parts", "widgets") for file in (DASHBOARD / folder).glob("*.py")}
    by_hand = {
        DASHBOARD / "parts" / "__init__.py",
        DASHBOARD / "parts" / "part.py",
        DASHBOARD / "widgets" / "__init__.py",
    }
    assert there - by_hand == written().keys()
    assert len(written()) == len(WIDGETS) + len(PARTS)


def test_no_module_is_too_long_to_read() -> None:
    assert [file.name for file, text in written().items() if text.count("\n") > 400] == []
