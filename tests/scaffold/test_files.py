from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dogwatch.scaffold import written

from .test_answers import answers

ROOT = Path(__file__).parent.parent.parent
RUFF = Path(sys.executable).parent / "ruff"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The files of an ordinary repository."""
    for path, text in written(answers(), "1.0").items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def test_the_folders_are_those_of_this_repository():
    files = written(answers(), "1.0")
    folders = {Path(path).parts[0] for path in files if "/" in path}
    assert folders == {"monitors", "dashboards_py", "sync", "alert_tests", "docs", ".github", ".ci"}
    assert all((ROOT / folder).is_dir() for folder in folders)
    assert (ROOT / "sync" / "__main__.py").read_text() == files["sync/__main__.py"]


def test_nothing_is_left_to_be_filled_in():
    for path, text in written(answers(), "1.0").items():
        assert "<<" not in path + text, path
        assert "<%" not in text, path


def test_the_address_is_the_site_that_was_named():
    assert 'Target("https://api.datadoghq.eu", env="prod")' in written(answers(), "1.0")["sync/targets.py"]


def test_the_code_is_as_ruff_would_leave_it(folder: Path):
    for command in (["format", "--check"], ["check", "--select", "E,F,I,UP,B"]):
        ended = subprocess.run(
            [RUFF, *command, "--isolated", "--line-length", "120", "."],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stdout + ended.stderr


def test_links_of_the_readme_lead_somewhere(folder: Path):
    named = [line.split("`")[1] for line in (folder / "README.md").read_text().splitlines() if line.startswith("| `")]
    assert "alert_tests/" in named
    assert [path for path in named if not (folder / path).exists()] == []
