from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from dogwatch.cli.caching import cache_home
from dogwatch.cli.main import dogwatch as commands
from dogwatch.local.server import running
from tests.cli.command import dogwatch, shop

PAGE = 'page = Dashboard("page", title="Page", widgets=[widgets.note("Hello")], team=payments)\ncatalog ='


def test_the_cache_lies_where_the_user_keeps_such_things(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/somewhere")
    assert cache_home() == Path("/somewhere/dogwatch")
    monkeypatch.setenv("HOME", "/home/jo")
    for none in ("", "relative/one"):
        monkeypatch.setenv("XDG_CACHE_HOME", none)
        assert cache_home() == Path("/home/jo/.cache/dogwatch")


def test_who_has_no_home_has_no_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", nowhere)
    assert cache_home() is None


def test_a_folder_and_none_contradict_each_other() -> None:
    ended = CliRunner().invoke(commands, ["plan", "--local", "--cache", "here", "--no-cache"])
    assert "--cache and --no-cache contradict each other; write one of them" in str(ended.exception)


def test_a_plan_keeps_what_it_read_in_the_folder_that_is_named_and_only_there(tmp_path: Path) -> None:
    folder = shop(tmp_path, "catalog =", PAGE)
    file = folder / "features.py"
    file.write_text(file.read_text(encoding="utf-8").replace("import Catalog", "import Catalog, Dashboard, widgets"))
    usual, named = tmp_path / "usual", tmp_path / "named"
    with running() as server:
        for arguments in (("apply", "--yes", "--no-cache"), ("plan", "--no-cache"), ("plan", "--cache", str(named))):
            ended = dogwatch(folder, *arguments, "--local", url=server.url, env={"XDG_CACHE_HOME": str(usual)})
            assert ended.returncode == 0, ended.stderr
    assert not usual.exists()
    assert len(list(named.glob("organisation-*/dashboard"))) == 1


def test_a_cache_that_cannot_be_kept_is_said_once(tmp_path: Path) -> None:
    with running() as server:
        ended = dogwatch(shop(tmp_path), "plan", "--local", "--cache", "/proc/self", url=server.url)
    assert (ended.returncode, ended.stderr.count("nothing is kept in /proc/self ")) == (0, 1)
