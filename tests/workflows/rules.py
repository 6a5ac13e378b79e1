"""What a workflow of this repository may not do, so that nobody's pull request gets at a key."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.workflows.files import Workflow

PINNED = re.compile(r"[\w.-]+/[\w.-]+@[0-9a-f]{40}")
# Triggers that run code which nobody has reviewed.
UNREVIEWED = {"pull_request", "pull_request_target", "issue_comment"}
KEYS = {"datadog-plan", "datadog-apply"}


def breaches(workflow: Workflow) -> list[str]:
    """A sentence for every rule that a workflow breaks."""
    return [
        *_of_the_whole(workflow),
        *(said for name, job in workflow["jobs"].items() for said in _of_a_job(name, job)),
    ]


def _of_the_whole(workflow: Workflow) -> Iterator[str]:
    events, jobs = set(workflow["on"]), workflow["jobs"]
    if workflow.get("permissions") != {}:
        yield "permissions are given to the whole workflow"
    if "concurrency" not in workflow:
        yield "nothing says what becomes of two runs at once"
    if "pull_request_target" in events:
        yield "pull_request_target runs with secrets"
    if events & UNREVIEWED and (_mentions(jobs, "secrets.") or any("environment" in job for job in jobs.values())):
        yield "code of a pull request runs where secrets are"
    if events & UNREVIEWED and any(job.get("permissions") != {"contents": "read"} for job in jobs.values()):
        yield "code of a pull request may do more than read"
    if "workflow_run" in events and not all(_is_of_main(step) for step in _checkouts(jobs)):
        yield "what runs beside secrets is not the default branch's code"
    writers = [job for job in jobs.values() if job.get("environment") == "datadog-apply"]
    if writers and (workflow["concurrency"]["cancel-in-progress"] is not False or len(writers) > 1):
        yield "two may write at once, or one is cut while it writes"


def _of_a_job(name: str, job: Workflow) -> Iterator[str]:
    if "permissions" not in job or job["permissions"] == "write-all":
        yield f"{name}: no permissions are named"
    if _mentions(job, "secrets.") and job.get("environment") not in KEYS:
        yield f"{name}: secrets without an environment"
    for step in job["steps"]:
        yield from (f"{name}: {said}" for said in _of_a_step(step))


def _of_a_step(step: Workflow) -> Iterator[str]:
    uses, run, env = step.get("uses", ""), step.get("run", ""), step.get("env", {})
    if uses and not PINNED.fullmatch(uses):
        yield f"{uses} is not pinned by a commit"
    if uses.startswith("actions/checkout@") and step.get("with", {}).get("persist-credentials") is not False:
        yield "the checkout leaves its token behind"
    if "${{" in run:
        yield "an expression becomes part of a script"
    if _mentions(env, "secrets.", "github.token") and any(
        ".venv/bin/dogwatch" in line and ".ci/quietly .venv/bin/dogwatch" not in line for line in run.splitlines()
    ):
        yield "a stranger's words reach the runner"


def _mentions(value: Any, *words: str) -> bool:
    text = json.dumps(value)
    return any(word in text for word in words)


def _checkouts(jobs: Workflow) -> list[Workflow]:
    steps = (step for job in jobs.values() for step in job["steps"])
    return [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]


def _is_of_main(step: Workflow) -> bool:
    with_ = step.get("with", {})
    return "repository" not in with_ and with_.get("ref") == "${{ github.event.repository.default_branch }}"
