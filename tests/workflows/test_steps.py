"""The steps that call dogwatch, run as they stand: from a pull request to a comment, a merge, and the morning after."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from dogwatch.local.server import running as without_durations
from tests.cli.command import environment, shop
from tests.faults import Answer, Faulty
from tests.github.fake import COMMIT, TOKEN, FakeGitHub, github, job
from tests.reported import running_with_durations as running
from tests.workflows.files import ROOT, step

MERGE = "5" * 40
# What the steps take from GitHub, by the expressions that say so.
GIVEN = {
    "secrets.DD_API_KEY": "local",
    "secrets.DD_APP_KEY": "local",
    "github.token": TOKEN,
    "github.event.workflow_run.id": "42",
    "github.event.workflow_run.head_repository.owner.login": "acme",
    "github.event.workflow_run.head_branch": "faster",
    "github.event.workflow_run.head_sha": COMMIT,
    "steps.pictures.outputs.artifact-url": "https://github.com/acme/shop/actions/runs/1/artifacts/2",
    "inputs.allow-deletes && '--allow-deletes' || ''": "",
}
PRISTINE = "raise SystemExit('the catalog ran where a key is')\n"


class Runner:
    """A machine that runs steps in a folder, between a Datadog and a GitHub."""

    def __init__(self, folder: Path, datadog: str, fake: FakeGitHub) -> None:
        self.folder = folder
        self.summary = folder / "summary.md"
        self.output = folder / "output"
        self._given = {**job(fake), "DATADOG_HOST": datadog, "GITHUB_SHA": MERGE}
        (folder / ".venv").symlink_to(sys.prefix)
        shutil.copytree(ROOT / ".ci", folder / ".ci")

    def run(self, workflow: str, job: str, name: str) -> subprocess.CompletedProcess[str]:
        """A step by its name, as the runner runs it: with nothing of Datadog or GitHub but what the step names."""
        wanted = step(workflow, job, name)
        env = {variable: _evaluated(str(value)) for variable, value in wanted.get("env", {}).items()}
        kept = {name: value for name, value in environment().items() if not name.startswith("GITHUB_")}
        job_wide = {name: value for name, value in self._given.items() if name not in ("GITHUB_TOKEN", "DATADOG_HOST")}
        files = {"GITHUB_STEP_SUMMARY": str(self.summary), "GITHUB_OUTPUT": str(self.output)}
        datadog = {"DATADOG_HOST": self._given["DATADOG_HOST"]} if "DD_API_KEY" in env else {}
        ended = subprocess.run(
            ["bash", "-e", "-c", wanted["run"]],
            cwd=self.folder,
            env={**kept, **job_wide, **files, **datadog, **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        print(f"{workflow} {job} {name}: {ended.returncode}\n{ended.stdout}{ended.stderr}")
        return ended

    def good(self, workflow: str, job: str, *names: str) -> None:
        for name in names:
            ended = self.run(workflow, job, name)
            assert ended.returncode == 0, f"{name}: {ended.stderr}"

    def verdict(self) -> str:
        """What the comparison says, as the next jobs read it."""
        self.output.write_text("")
        self.good("apply.yml", "plan", "Compare")
        shutil.rmtree(self.folder / "reviewed")
        return self.output.read_text()


def _evaluated(text: str) -> str:
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda match: GIVEN[match[1]], text)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The checkout of a pull request, and that of main, whose catalog must not run beside a key."""
    request, main = tmp_path / "request", tmp_path / "main"
    for folder in (request, main):
        folder.mkdir()
    shop(request)
    (main / "features.py").write_text(PRISTINE)
    return request, main


def proposed(request: Path, main: Path, datadog: str, fake: FakeGitHub) -> Runner:
    """The state after build.yml has run for a pull request: a runner for what comes next."""
    Runner(request, datadog, fake).good("build.yml", "build", "Build")
    fake.leave(42, "build", request / "build.json", "pull_request", "build.yml")
    return Runner(main, datadog, fake)


def merged(runner: Runner, request: Path, fake: FakeGitHub) -> None:
    """The pull request was planned, and what it declares is main's now."""
    fake.leave(43, f"plan-{COMMIT}", runner.folder / "plan.json", "workflow_run", "plan.yml")
    fake.merged[MERGE] = [{"merge_commit_sha": MERGE, "head": {"sha": COMMIT}}]
    shutil.copy(request / "features.py", runner.folder)
    runner.good("apply.yml", "build", "Build")
    (runner.folder / "features.py").write_text(PRISTINE)
    runner.good("apply.yml", "plan", "Plan")


def test_from_a_pull_request_to_datadog_and_the_morning_after(folders: tuple[Path, Path]) -> None:
    request, main = folders
    with running() as server, github() as fake:
        runner = proposed(request, main, server.url, fake)
        runner.good("plan.yml", "plan", "Fetch the build", "Plan", "Draw", "Comment")
        [comment] = fake.bodies()
        merged(runner, request, fake)
        assert runner.verdict() == "verdict=same\n"
        runner.good("apply.yml", "apply", "Apply")
        runner.good("drift.yml", "drift", "Drift")
        (main / "build.json").write_text((main / "build.json").read_text().replace("calls fail", "calls break"))
        drifted = runner.run("drift.yml", "drift", "Drift")
        runner.good("apply.yml", "plan", "Plan")
        assert runner.verdict() == "verdict=differs\n"
    assert "<code>checkout</code>: 1 to create" in comment
    assert comment.endswith(f"\nOf commit {COMMIT}.\n")
    assert runner.summary.read_text().startswith("**Plan: 2 to create, 0 to update")
    assert drifted.returncode == 3


def test_dashboards_are_drawn_where_no_key_is_and_linked(folders: tuple[Path, Path]) -> None:
    request, main = folders
    board = 'b = Dashboard("b", team=payments, title="<i>B</i>", widgets=[widgets.note("Read <i>this</i>")])'
    shop(request, "\ncatalog", f"\nfrom dogwatch import Dashboard, widgets\n{board}\ncatalog")
    with running() as server, github() as fake:
        runner = proposed(request, main, server.url, fake)
        runner.good("plan.yml", "plan", "Fetch the build", "Plan", "Draw", "Comment")
        [comment] = fake.bodies()
    assert "env" not in step("plan.yml", "plan", "Draw")
    page = (main / "pictures" / "index.html").read_text()
    assert "&lt;i&gt;B&lt;/i&gt;" in page
    assert "Read &lt;i&gt;this&lt;/i&gt;" in (main / "pictures" / "001-shop-b.svg").read_text()
    assert "\n[The dashboard before and after](https://github.com/acme/shop/actions/runs/1/artifacts/2)\n" in comment


def test_a_plan_that_nobody_reviewed_waits_and_is_applied_as_it_was_approved(folders: tuple[Path, Path]) -> None:
    request, main = folders
    with running() as server, github() as fake:
        runner = proposed(request, main, server.url, fake)
        runner.good("plan.yml", "plan", "Fetch the build", "Plan")
        merged(runner, request, fake)
        fake.runs["43"]["event"] = "pull_request"
        assert runner.verdict() == "verdict=differs\n"
        fake.merged.clear()
        assert runner.verdict() == "verdict=differs\n"
        build = (main / "build.json").rename(main / "elsewhere.json")  # the plan says all that is to be written
        runner.good("apply.yml", "apply", "Apply")
        again = runner.run("apply.yml", "apply", "Apply")
        build.rename(main / "build.json")
        runner.good("apply.yml", "plan", "Plan")
        assert runner.verdict() == "verdict=nothing\n"
    assert again.returncode == 4
    assert "plan.json is out of date: nothing was changed; plan again" in again.stderr


def test_planning_writes_nothing_to_datadog(folders: tuple[Path, Path]) -> None:
    request, main = folders
    refused = Answer(403, {"errors": ["Forbidden"]})
    faulty = Faulty(lambda call: refused if call.method != "GET" and not call.path.endswith("/validate") else None)
    with without_durations(wrap=faulty.wrap) as server, github() as fake:
        runner = proposed(request, main, server.url, fake)
        runner.good("plan.yml", "plan", "Fetch the build", "Plan", "Comment")
        assert runner.run("drift.yml", "drift", "Drift").returncode == 3
    assert [call for call in faulty.calls if call.method != "GET" and not call.path.endswith("/validate")] == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"name": "shop"', '"name": "billing"', "build.json: resources[0]: key 'shop/checkout/latency-p95' is none of"),
        ("shop", "billing", "build.json is a build of the catalog billing, not of shop"),
        ('"kind": "monitor"', '"kind": "user"', "build.json: resources[0]: kind 'user' is unknown; known are"),
        ('"version": 1', '"version": NaN', "build.json is no JSON: NaN is no number that JSON can hold"),
    ],
)
def test_a_hostile_build_is_no_plan_and_the_comment_says_so(
    folders: tuple[Path, Path], before: str, after: str, said: str
) -> None:
    request, main = folders
    with running() as server, github() as fake:
        runner = proposed(request, main, server.url, fake)
        (request / "build.json").write_text((request / "build.json").read_text().replace(before, after))
        fake.artifacts.clear()
        fake.leave(42, "build", request / "build.json", "pull_request", "build.yml")
        runner.good("plan.yml", "plan", "Fetch the build")
        ended = runner.run("plan.yml", "plan", "Plan")
        runner.good("plan.yml", "plan", "Comment")
    assert ended.returncode == 2
    assert said in ended.stderr
    assert "**No plan could be made.**" in fake.bodies()[0]


def test_what_a_stranger_wrote_is_no_command_to_the_runner(folders: tuple[Path, Path]) -> None:
    """Every line that the runner reads stands between the word that silences it and the one that wakes it up."""
    request, main = folders
    with running() as server, github() as fake:
        runner = proposed(request, main, server.url, fake)
        runner.good("plan.yml", "plan", "Fetch the build")
        (main / "build.json").write_text('{"version": "\\n::set-output name=verdict::same"}')
        ended = runner.run("plan.yml", "plan", "Plan")
    first, *between, last = ended.stderr.splitlines()
    word = first.removeprefix("::stop-commands::")
    assert (last, ended.stdout) == (f"::{word}::", "")
    assert re.fullmatch("[0-9a-f]{32}", word)
    assert len(between) == 1


def test_an_archive_is_never_unpacked(folders: tuple[Path, Path], tmp_path: Path) -> None:
    request, main = folders
    with running() as server, github() as fake:
        runner = proposed(request, main, server.url, fake)
        with ZipFile(tmp_path / "evil.zip", "w") as archive:
            for name in ("../features.py", "features.py", "/tmp/evil", ".venv/bin/dogwatch"):
                archive.writestr(name, "evil")
        fake.archives["900"] = (tmp_path / "evil.zip").read_bytes()
        ended = runner.run("plan.yml", "plan", "Fetch the build")
    assert ended.returncode == 1
    assert "artifact 900 holds no build.json" in ended.stderr
    assert (main / "features.py").read_text() == PRISTINE
    assert sorted(path.name for path in main.iterdir()) == [".ci", ".venv", "features.py"]


def test_a_key_is_in_no_output(folders: tuple[Path, Path]) -> None:
    request, main = folders
    with github() as fake:
        runner = proposed(request, main, "http://127.0.0.1:9", fake)
        runner.good("plan.yml", "plan", "Fetch the build")
        ended = runner.run("plan.yml", "plan", "Plan")
        runner.good("plan.yml", "plan", "Comment")
    assert ended.returncode == 1
    assert TOKEN not in json.dumps([ended.stderr, fake.bodies()])
