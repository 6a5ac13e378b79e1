"""Each check has a page, and does to the page's examples what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dogwatch.declare import CHECKS
from tests.declare.checks.catalogs import END, names, said

_PAGES = Path(__file__).parents[3] / "docs" / "checks"
_BLOCK = re.compile(r"## (Wrong|Right)\n\n```python\n(.*?)```", re.DOTALL)


def page(check: str) -> str:
    return (_PAGES / f"{check}.md").read_text(encoding="utf-8")


def examples(check: str) -> dict[str, str]:
    return dict(_BLOCK.findall(page(check)))


def test_every_check_has_a_page_and_every_page_a_check() -> None:
    assert {file.stem for file in _PAGES.glob("*.md")} - {"README"} == set(CHECKS)


@pytest.mark.parametrize("check", CHECKS)
def test_pages_have_the_same_headings_and_say_how_bad_it_is(check: str) -> None:
    assert re.findall(r"^#+ .*$", page(check), re.MULTILINE) == [f"# {check}", "## Why", "## Wrong", "## Right"]
    assert f"{'An error' if CHECKS[check].severity == 'error' else 'A warning'}." in page(check)


@pytest.mark.parametrize("check", CHECKS)
def test_the_wrong_example_is_found(tmp_path: Path, check: str) -> None:
    assert names(said(tmp_path, examples(check)["Wrong"])) == [check]


@pytest.mark.parametrize("check", CHECKS)
def test_the_right_example_is_not(tmp_path: Path, check: str) -> None:
    assert said(tmp_path, examples(check)["Right"]) == []


@pytest.mark.parametrize("check", CHECKS)
def test_the_wrong_example_can_be_silenced(tmp_path: Path, check: str) -> None:
    silence = f'Silence({check!r}, until="2026-11-27", why="an example")'
    end = END.replace("values=", f"silences=[{silence}], values=")
    assert said(tmp_path, examples(check)["Wrong"], end=end) == []
