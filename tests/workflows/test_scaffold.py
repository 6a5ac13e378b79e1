"""The workflows that `dogwatch init` writes are those of this repository, in which dogwatch is installed otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from dogwatch.scaffold import written
from dogwatch.scaffold.files import SETUP
from tests.scaffold.test_answers import answers
from tests.workflows.files import ROOT, Workflow
from tests.workflows.rules import breaches
from tests.workflows.test_schema import checked

FOLDER = ".github/workflows/"
NAMES = ["apply.yml", "build.yml", "ci.yml", "drift.yml", "plan.yml"]


def workflows(**others: str) -> dict[str, str]:
    """The text of each workflow, by the name of its file."""
    files = written(answers(**others), "1.0")
    return {path.removeprefix(FOLDER): text for path, text in files.items() if path.startswith(FOLDER)}


def parsed(text: str) -> Workflow:
    workflow: Workflow = YAML(typ="safe").load(text)
    return workflow


def steps(workflow: Workflow) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def test_they_are_all_written() -> None:
    assert sorted(workflows()) == NAMES


@pytest.mark.parametrize("name", [name for name in NAMES if name != "ci.yml"])
def test_what_meets_datadog_is_what_this_repository_runs(name: str) -> None:
    """If this fails: `make docs`."""
    there = workflows(name="shop", site="datadoghq.com")[name]
    assert SETUP in there
    assert there.replace(SETUP, "make setup") == (ROOT / FOLDER / name).read_text(encoding="utf-8")


def test_the_wrapper_is_this_repositorys() -> None:
    """If this fails: `make docs`."""
    assert written(answers(), "1.0")[".ci/quietly"] == (ROOT / ".ci" / "quietly").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_keeps_the_rules(name: str) -> None:
    assert breaches(parsed(workflows()[name])) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_workflow_has_the_published_form(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_text(workflows()[name], encoding="utf-8")
    ended = checked(file)
    assert ended.returncode == 0, ended.stdout


def test_checks_and_tests_by_the_same_actions_and_installation_as_the_others() -> None:
    ours, theirs = (parsed(workflows()[name]) for name in ("ci.yml", "build.yml"))
    assert steps(ours)[:3] == steps(theirs)[:3]
    assert [step["run"] for step in steps(ours)[3:]] == [".venv/bin/dogwatch check", ".venv/bin/dogwatch test"]


def test_another_product_and_site_are_named_everywhere() -> None:
    texts = workflows(name="bakery", site="us5.datadoghq.com").values()
    assert not any("shop" in text or "datadoghq.com" in text.replace("us5.datadoghq.com", "") for text in texts)
    assert sum(text.count("--catalog-name bakery") for text in texts) == 3
