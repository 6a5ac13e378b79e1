"""The workflows are what GitHub takes, by the schema that is published for them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.workflows.files import FILES


def checked(file: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_there_are_workflows() -> None:
    assert [file.name for file in FILES] == [
        "apply.yml",
        "build.yml",
        "ci.yml",
        "drift.yml",
        "nightly.yml",
        "plan.yml",
        "site.yml",
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_workflow_has_the_published_form(file: Path) -> None:
    ended = checked(file)
    assert ended.returncode == 0, ended.stdout


def test_another_form_is_seen(tmp_path: Path) -> None:
    text = FILES[0].read_text(encoding="utf-8")
    (tmp_path / "wrong.yml").write_text(text.replace("runs-on:", "run-on:"), encoding="utf-8")
    assert checked(tmp_path / "wrong.yml").returncode == 1
