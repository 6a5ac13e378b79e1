from __future__ import annotations

import json
from pathlib import Path

from tests.github.fake import TOKEN, github, job

from .command import dogwatch


def test_takes_a_file_out_of_an_artifact(tmp_path: Path) -> None:
    (tmp_path / "left").mkdir()
    (tmp_path / "left" / "plan.json").write_text("{}")
    with github() as fake:
        fake.leave(42, "plan", tmp_path / "left" / "plan.json", "pull_request", "plan.yml")
        ended = dogwatch(tmp_path, "fetch", "plan.json", "--artifact", "plan", "--run", "42", "--json", env=job(fake))
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == {"ok": True, "file": "plan.json", "bytes": 2}
    assert (tmp_path / "plan.json").read_text() == "{}"


def test_a_run_that_left_nothing_is_a_failure(tmp_path: Path) -> None:
    with github() as fake:
        ended = dogwatch(tmp_path, "fetch", "plan.json", "--artifact", "plan", "--run", "42", env=job(fake))
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "plan" in ended.stderr
    assert TOKEN not in ended.stderr
    assert not (tmp_path / "plan.json").exists()


def test_a_file_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "plan.json").mkdir()
    (tmp_path / "left").mkdir()
    (tmp_path / "left" / "plan.json").write_text("{}")
    with github() as fake:
        fake.leave(42, "plan", tmp_path / "left" / "plan.json", "pull_request", "plan.yml")
        ended = dogwatch(tmp_path, "fetch", "plan.json", "--artifact", "plan", "--run", "42", env=job(fake))
    assert (ended.returncode, ended.stderr) == (2, "plan.json: Is a directory\n")
