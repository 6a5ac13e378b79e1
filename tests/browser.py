"""A real browser without a window, for tests that have to see what people see; they are skipped where there is none."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")


class Browser:
    """Chromium with a profile of its own in a folder."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder = program, folder

    def dom(self, url: str, *, patience: int = 5000) -> str:
        """What the page has become after so many milliseconds of the browser's own, quickly passing time."""
        return self._run(url, "--dump-dom", f"--virtual-time-budget={patience}")

    def screenshot(self, url: str, width: int, height: int) -> bytes:
        """A picture of the page, as PNG."""
        file = self._folder / "page.png"
        self._run(url, f"--screenshot={file}", f"--window-size={width},{height}", "--hide-scrollbars")
        return file.read_bytes()

    def _run(self, url: str, *options: str) -> str:
        quiet = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--enable-logging=stderr",
        ]
        profile = f"--user-data-dir={self._folder / 'profile'}"
        ended = subprocess.run(
            [self._program, *quiet, profile, *options, url], capture_output=True, text=True, timeout=120, check=True
        )
        assert "Content Security Policy" not in ended.stderr, ended.stderr
        return ended.stdout


def browser(folder: Path) -> Browser:
    """The browser of this machine; skips the test that asks where there is none."""
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip(f"no browser is here: none of {', '.join(NAMES)} is on the path")
    return Browser(program, folder)
