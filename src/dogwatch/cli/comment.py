"""`dogwatch comment`"""

from __future__ import annotations

import os
import re
import time
from pathlib import Path

import click

from dogwatch.cli.catalogs import read_file
from dogwatch.cli.for_programs import answer, json_option
from dogwatch.errors import UsageError
from dogwatch.kinds import DASHBOARD
from dogwatch.names import is_name
from dogwatch.report import plan_markdown
from dogwatch.saved import read_plan

# What cannot end the brackets of a link.
_ADDRESS = re.compile(r"https?://[\w.:/~%?&=#+-]+")
_COMMIT = re.compile(r"[0-9a-f]{40,64}")


@click.command("comment", help="Put a plan into a comment on a pull request, and keep that up to date.")
@click.argument("plan", type=click.Path(path_type=Path), required=False)
@click.option("--pr", type=click.IntRange(1), help="The number of the pull request.")
@click.option("--head", metavar="OWNER:BRANCH", help="Instead of a number: the open one from this branch.")
@click.option("--commit", metavar="SHA", help="What the plan is of; with --head, only if it is still the last one.")
@click.option("--name", default="plan", show_default=True, help="Tells the comments of several plans apart.")
@click.option("--author", default="github-actions[bot]", show_default=True, help="Whose comment it is.")
@click.option("--pictures", metavar="URL", help="Where changed dashboards are drawn; linked if any change.")
@click.option("--failed", is_flag=True, help="Say that there is no plan, in the place of one.")
@json_option("ok, comments")
def command(
    plan: Path | None,
    pr: int | None,
    head: str | None,
    commit: str | None,
    name: str,
    author: str,
    pictures: str | None,
    failed: bool,
    as_json: bool,
) -> None:
    _refuse_wrong_use(plan, pr, head, commit, name, failed)
    if pictures and not _ADDRESS.fullmatch(pictures):
        raise UsageError(f"--pictures {pictures!r} is no address; write one such as https://…")
    from dogwatch.github import COMMENT_MAXIMUM, GitHub, Repository, marker, open_pulls, put_comment

    github = GitHub(Repository.from_environment(os.environ), time.sleep)
    text, is_news = _text(plan, commit, pictures, COMMENT_MAXIMUM - len(marker(name)) - 1)
    numbers = [pr] if pr is not None else open_pulls(github, str(head), str(commit))
    done = []
    for number in numbers:
        what = put_comment(github, number, name, text, author=author, is_news=is_news)
        done.append({"pull_request": number, "done": what})
        if not as_json:
            click.echo(f"#{number}: {what}")
    if as_json:
        answer({"comments": done})
    elif not numbers:
        click.echo(f"{commit} is the last commit of no open pull request: nothing was commented")


def _refuse_wrong_use(
    plan: Path | None, pr: int | None, head: str | None, commit: str | None, name: str, failed: bool
) -> None:
    if not is_name(name):
        raise UsageError(f"{name!r} is no name for a comment; write one like plan or plan-staging")
    if (plan is None) != failed:
        raise UsageError("write the file of plan --json, or --failed when there is none")
    if (head is None) == (pr is None) or (head is not None and commit is None):
        raise UsageError("say which pull request: --pr NUMBER, or --head OWNER:BRANCH with --commit SHA")
    if commit is not None and not _COMMIT.fullmatch(commit):
        raise UsageError(f"{commit!r} is no commit; write all of its hash")


def _text(plan: Path | None, commit: str | None, pictures: str | None, maximum: int) -> tuple[str, bool]:
    """The text of the comment, and whether it is worth a new one."""
    whole = _whole()
    end = f"\nOf commit {commit}.\n" if commit else ""
    if plan is None:
        return f"**No plan could be made.** Why is {whole}.\n{end}", True
    data = read_plan(read_file(plan), str(plan))
    if pictures and (count := sum(change["kind"] == DASHBOARD.name for change in data["changes"])):
        end = f"\n[{'The dashboard' if count == 1 else f'{count} dashboards'} before and after]({pictures})\n{end}"
    return plan_markdown(data, maximum - len(end), whole) + end, bool(data["changes"])


def _whole() -> str:
    """Where the whole plan is: in the run of the job, if this is one."""
    server, repository, run = (os.environ.get(f"GITHUB_{name}") for name in ("SERVER_URL", "REPOSITORY", "RUN_ID"))
    return f"[in the summary of this run]({server}/{repository}/actions/runs/{run})" if server and run else "in the log"
