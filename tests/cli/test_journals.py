from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch.cli.journals import journal_folder
from dogwatch.errors import UsageError


@pytest.fixture(autouse=True)
def nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DOGWATCH_JOURNAL", "XDG_STATE_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_journals_lie_where_somebody_says_or_else_below_the_users_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/jo")
    assert journal_folder(None) == Path("/home/jo/.local/state/dogwatch")
    monkeypatch.setenv("XDG_STATE_HOME", "/state")
    assert journal_folder(None) == Path("/state/dogwatch")
    monkeypatch.setenv("DOGWATCH_JOURNAL", "/journals")
    assert journal_folder(None) == Path("/journals")
    assert journal_folder(Path("/given")) == Path("/given")


def test_who_has_no_home_is_told_how_to_name_the_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nowhere)
    with pytest.raises(UsageError, match="this user has no home; write --journal DIR, or set DOGWATCH_JOURNAL"):
        journal_folder(None)
