from __future__ import annotations

import struct
from pathlib import Path

import pytest

from dogwatch.cli.photograph import BROWSERS, browser, chromium, photographed
from dogwatch.errors import UsageError

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30" fill="#f00"/></svg>'


def script(folder: Path, text: str) -> str:
    program = folder / "chromium"
    program.write_text(f"#!/bin/sh\n{text}\n")
    program.chmod(0o755)
    return str(program)


@pytest.mark.skipif(browser() is None, reason=f"no browser is here: none of {', '.join(BROWSERS)} is on the path")
def test_a_picture_is_as_large_as_it_says() -> None:
    png = photographed(SVG, 40, 30, chromium())
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", png[16:24]) == (40, 30)


def test_the_browser_learns_no_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DD_API_KEY", "secret-1")
    monkeypatch.setenv("GITHUB_TOKEN", "secret-2")
    program = script(tmp_path, f"env > {tmp_path}/seen; exit 1")
    with pytest.raises(UsageError):
        photographed(SVG, 40, 30, program)
    seen = (tmp_path / "seen").read_text()
    assert "PATH=" in seen
    assert "secret" not in seen


def test_says_what_the_browser_said_when_it_made_nothing(tmp_path: Path) -> None:
    program = script(tmp_path, "echo starting >&2; echo no display here >&2; exit 0")
    with pytest.raises(UsageError, match=r"chromium made no PNG: no display here"):
        photographed(SVG, 40, 30, program)


def test_refuses_what_no_png_can_be() -> None:
    with pytest.raises(UsageError, match="is 20000 pixels high"):
        photographed(SVG, 1240, 20_000, "chromium")


def test_names_the_browsers_that_it_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match="none of chromium, chromium-browser, google-chrome is on the path"):
        chromium()
