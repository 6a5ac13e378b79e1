from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch.cli.repository import repository_around, without_runbook
from dogwatch.declare import Feature


def missing(root: Path, runbook: str | None) -> list[str]:
    return [path for _, path in without_runbook([Feature("a", team="t", service="s", runbook=runbook)], root)]


def test_the_repository_is_the_folder_above_that_git_keeps(tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: elsewhere")  # as a worktree has it
    assert repository_around(tmp_path / "a" / "b") == repository_around(tmp_path) == tmp_path


@pytest.mark.parametrize("folder", ["", "monitoring"])
def test_a_runbook_lies_below_the_catalog_or_the_repository(tmp_path: Path, folder: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "monitoring").mkdir()
    (tmp_path / folder / "run.md").touch()
    assert missing(tmp_path / "monitoring", "/run.md") == []
    assert missing(tmp_path / "monitoring", "walk.md") == ["walk.md"]


@pytest.mark.parametrize("runbook", [None, "https://wiki.example.com/checkout"])
def test_an_address_is_never_looked_for(tmp_path: Path, runbook: str | None) -> None:
    (tmp_path / ".git").mkdir()
    assert missing(tmp_path, runbook) == []


def test_outside_of_a_repository_nothing_is_missing(tmp_path: Path) -> None:
    assert missing(tmp_path, "run.md") == []
