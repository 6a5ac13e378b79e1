from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.workflows.files import FILES, Workflow, read
from tests.workflows.rules import breaches


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_workflow_keeps_the_rules(file: Path) -> None:
    assert breaches(read(file.name)) == []


def test_the_key_that_writes_is_in_one_job_of_one_workflow() -> None:
    holders = [
        (file.name, name)
        for file in FILES
        for name, job in read(file.name)["jobs"].items()
        if job.get("environment") == "datadog-apply"
    ]
    assert holders == [("apply.yml", "apply")]


def test_what_applies_waits_for_the_comparison_or_for_somebody() -> None:
    jobs = read("apply.yml")["jobs"]
    assert jobs["approve"]["environment"] == "datadog-approval"
    assert jobs["apply"]["needs"] == ["plan", "approve"]
    assert "verdict == 'same' || needs.approve.result == 'success'" in jobs["apply"]["if"]


def change(path: str, value: Any) -> Callable[[Workflow], None]:
    """Sets what a dotted path leads to."""

    def changed(workflow: Workflow) -> None:
        *names, last = (int(name) if name.isdigit() else name for name in path.split("."))
        around: Any = workflow
        for name in names:
            around = around[name]
        around[last] = value

    return changed


SECRET = {"DD_API_KEY": "${{ secrets.DD_API_KEY }}"}


@pytest.mark.parametrize(
    ("name", "breach", "said"),
    [
        ("ci.yml", change("permissions", {"contents": "write"}), "permissions are given to the whole workflow"),
        ("ci.yml", lambda workflow: workflow.pop("concurrency"), "nothing says what becomes of two runs at once"),
        ("build.yml", change("on.pull_request_target", None), "pull_request_target runs with secrets"),
        ("build.yml", change("jobs.build.env", SECRET), "code of a pull request runs where secrets are"),
        (
            "build.yml",
            change("jobs.build.environment", "datadog-plan"),
            "code of a pull request runs where secrets are",
        ),
        (
            "build.yml",
            change("jobs.build.permissions", {"actions": "write"}),
            "code of a pull request may do more than",
        ),
        (
            "plan.yml",
            change("jobs.plan.steps.0.with.ref", "${{ github.event.workflow_run.head_sha }}"),
            "what runs bes",
        ),
        ("plan.yml", change("jobs.plan.steps.0.with.repository", "${{ github.event.x }}"), "what runs beside secrets"),
        ("apply.yml", change("concurrency.cancel-in-progress", True), "two may write at once, or one is cut while"),
        ("apply.yml", change("jobs.plan.environment", "datadog-apply"), "two may write at once, or one is cut while"),
        ("apply.yml", lambda workflow: workflow["jobs"]["plan"].pop("permissions"), "plan: no permissions are named"),
        ("apply.yml", change("jobs.build.env", SECRET), "build: secrets without an environment"),
        ("ci.yml", change("jobs.test.steps.0.uses", "actions/checkout@v4"), "test: actions/checkout@v4 is not pinned"),
        ("ci.yml", change("jobs.test.steps.0.with", {}), "test: the checkout leaves its token behind"),
        (
            "plan.yml",
            change("jobs.plan.steps.2.run", "echo ${{ github.head_ref }}"),
            "plan: an expression becomes part",
        ),
        ("plan.yml", change("jobs.plan.steps.4.run", ".venv/bin/dogwatch plan"), "plan: a stranger's words reach the"),
    ],
)
def test_a_breach_is_seen(name: str, breach: Callable[[Workflow], Any], said: str) -> None:
    workflow = read(name)
    breach(workflow)
    assert any(sentence.startswith(said) for sentence in breaches(workflow))
