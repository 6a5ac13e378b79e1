"""The slow tests run somewhere, each once, and none may hold up the others for longer than an hour."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import PurePath

import pytest

from tests.workflows.files import ROOT, read, step

JOB = read("nightly.yml")["jobs"]["nightly"]
PATHS = JOB["strategy"]["matrix"]["tests"]
SLOW = sorted(
    file.relative_to(ROOT).as_posix()
    for file in (ROOT / "tests").rglob("test_*.py")
    if "\n@pytest.mark.nightly\n" in file.read_text(encoding="utf-8")
)


def test_there_are_slow_tests() -> None:
    assert len(SLOW) > 5


@pytest.mark.parametrize("file", SLOW)
def test_each_file_of_slow_tests_is_in_one_job(file: str) -> None:
    assert sum(PurePath(file).is_relative_to(path) for path in PATHS) == 1


@pytest.mark.parametrize("path", PATHS)
def test_no_job_is_without_slow_tests(path: str) -> None:
    assert any(PurePath(file).is_relative_to(path) for file in SLOW)


def test_a_job_ends_within_an_hour_and_the_others_go_on() -> None:
    assert JOB["timeout-minutes"] <= 60
    assert JOB["strategy"]["fail-fast"] is False


def test_the_step_says_its_seed_and_runs_what_the_matrix_names() -> None:
    run = step("nightly.yml", "nightly", "Test with a seed of its own, which the log says")["run"]
    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", run.replace(".venv/bin/python", sys.executable).replace("-s ", "-s --co ")],
        cwd=ROOT,
        env={**os.environ, "GITHUB_RUN_ID": "17", "TESTS": "tests/judge"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "the seed 17" in ended.stdout
    assert re.findall(r"<Function (\w+)>", ended.stdout) == ["test_states_and_notices"]
