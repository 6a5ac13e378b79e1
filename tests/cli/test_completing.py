from __future__ import annotations

import os
from pathlib import Path

import pytest

from dogwatch.cli import completing
from dogwatch.cli.main import dogwatch as group
from tests.cli.command import SHOP, shop

TARGETS = """
from dogwatch import Target

TARGETS = {"prod": Target("https://api.datadoghq.eu", env="prod")}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A shop in the folder one is in, and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "shop"
    folder.mkdir()
    monkeypatch.chdir(shop(folder))
    return folder


def completed(*words: str) -> list[str]:
    """What is offered for the last of the words."""
    from click.shell_completion import BashComplete

    found = BashComplete(group, {}, "dogwatch", "_DOGWATCH_COMPLETE").get_completions(list(words[:-1]), words[-1])
    return [each.value for each in found]


def test_commands_are_completed_without_importing_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(group, "get_command", None)
    assert completed("ro") == ["routes", "rollback"]


def test_features_teams_and_monitors_are_those_of_the_catalog(here: Path) -> None:
    assert completed("mute", "") == ["checkout", "search"]
    assert completed("routes", "--team", "pay") == ["payments"]
    assert completed("fire", "search/e") == ["search/errors"]


def test_targets_are_those_of_the_file_beside_it(here: Path) -> None:
    assert completed("plan", "--target", "") == []
    (here / "sync").mkdir()
    (here / "sync" / "targets.py").write_text(TARGETS)
    (here / "features.py").write_text(SHOP + "\n")
    assert completed("plan", "--target", "p") == ["prod"]


def test_a_catalog_that_has_not_changed_is_not_read_again(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert completed("mute", "ch") == ["checkout"]
    monkeypatch.setattr(completing, "_read", None)
    assert completed("mute", "se") == ["search"]


def test_a_catalog_that_has_changed_is_read_again(here: Path) -> None:
    assert completed("mute", "") == ["checkout", "search"]
    (here / "features.py").write_text(SHOP.replace('Feature("search"', 'Feature("browse"'))
    os.utime(here / "features.py", ns=(1, 1))  # a clock may be too coarse for two writes
    assert completed("mute", "") == ["checkout", "browse"]


def test_what_was_kept_and_is_damaged_is_read_again(here: Path) -> None:
    assert completed("mute", "") == ["checkout", "search"]
    (kept,) = (here.parent / "cache" / "dogwatch" / "completion").iterdir()
    kept.write_text("{")
    assert completed("mute", "") == ["checkout", "search"]


def test_a_wrong_catalog_offers_nothing_and_says_nothing(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "features.py").write_text("print('hello')\ncatalog = 1\n")
    assert completed("mute", "") == []
    assert capsys.readouterr() == ("", "")


def test_it_works_where_nothing_can_be_kept(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "taken").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(here / "taken"))
    assert completed("mute", "s") == ["search"]
