"""Making the site: its pages into one folder, Zensical from there into another, and a look at what came of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

from tests.site.finished import faults
from tests.site.navigation import Unplaced, navigation
from tests.site.pages import DeadLink, others, page, sources

SETTINGS = Path(__file__).parent / "settings.toml"
_REPOSITORY = re.compile(r'^ *repository="([^"]+)"', re.MULTILINE)
_COLOUR = re.compile(r"\x1b\[[\d;]*m")


class Faulty(Exception):
    """What is wrong with the pages, a line or several for each fault."""


def build(root: Path, folder: Path) -> int:
    """Makes `folder`/site from the repository at `root`, and says of how many pages. Raises Faulty."""
    site = folder / "site"
    for old in (folder / "pages", site):
        shutil.rmtree(old, ignore_errors=True)
    try:
        pages = _laid(root, folder)
    except (DeadLink, Unplaced) as error:
        raise Faulty(str(error)) from None
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--clean"]
    ended = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        # Where it ends with a traceback, what it found stands before that.
        said, _, _ = _COLOUR.sub("", ended.stdout + ended.stderr).partition("Traceback (most recent call last)")
        raise Faulty(said)
    if wrong := faults(site):
        raise Faulty("\n".join(wrong))
    return pages


def _laid(root: Path, folder: Path) -> int:
    """Lays the pages and the settings out for Zensical."""
    found = _REPOSITORY.search((root / "features.py").read_text(encoding="utf-8"))
    assert found, "features.py says no repository"
    pages = sources(root)
    texts = {
        pages[source]: page(source, (root / source).read_text(encoding="utf-8"), pages, found[1], root)
        for source in pages
    }
    for path, text in texts.items():
        (folder / "pages" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "pages" / path).write_text(text, encoding="utf-8")
    for path in others(root):
        (folder / "pages" / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / "docs" / path, folder / "pages" / path)
    places = f'[project]\ndocs_dir = "pages"\nsite_dir = "site"\nnav = {navigation(texts)}\n'
    settings = SETTINGS.read_text(encoding="utf-8").replace("[project]\n", places, 1)
    (folder / "zensical.toml").write_text(settings, encoding="utf-8")
    return len(texts)
