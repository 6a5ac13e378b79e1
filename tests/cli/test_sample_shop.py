from __future__ import annotations

from pathlib import Path

import pytest

from dogwatch.cli import sample_shop

ROOT = Path(__file__).parent.parent.parent


def test_can_open_where_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert sample_shop.missing() == ""


def test_is_missed_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    assert sample_shop.missing() == "is not here"


def test_names_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sample_shop, "find_spec", lambda name: None if name in ("flask", "httpx") else name)
    assert sample_shop.missing() == "needs flask, httpx"
