"""`dogwatch plan`"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dogwatch.cli.for_programs import answer, json_option
from dogwatch.cli.session import Call, Findings, Session, reading_options
from dogwatch.cli.terminal import paint
from dogwatch.errors import UnsafePlan, UsageError

if TYPE_CHECKING:
    from dogwatch.plan import Plan

# What `plan --exit-code` and `drift` end with when there is something to change.
CHANGES = 3
FORMATS = ("text", "markdown", "json")
SUMMARY_MAXIMUM = 2**20


@click.command("plan", help="Show what apply would change, and ask Datadog whether it would take it. Writes nothing.")
@reading_options
@click.option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How it is shown."
)
@json_option("ok, target, changes, summary, refused; the same as --format json")
@click.option("--out", type=click.Path(path_type=Path), help="Save it in this file as well, for apply FILE.")
@click.option("--summary", type=click.Path(path_type=Path), help="Append it as Markdown to this file as well.")
@click.option("--exit-code", is_flag=True, help="End with 3 when there is something to change.")
def command(call: Call, form: str, as_json: bool, out: Path | None, summary: Path | None, exit_code: bool) -> None:
    if as_json and form not in ("text", "json"):
        raise UsageError(f"--json and --format {form} contradict each other; write one of them")
    session = Session.open(call)
    from dogwatch.report import plan_data, uses_data  # loaded, like all that compares, while Datadog answers

    plan = session.plan()
    findings = session.validate(plan)
    for note in [*findings.notes, *plan.notes]:
        click.echo(note, err=True)
    unsafe = list(_unsafe(session, plan))
    refused = [*findings.refused, *unsafe]
    data = {
        **plan_data(plan),
        "refused": refused,
        "not_validated": list(findings.not_validated),
        "used_by": uses_data(findings.uses),
    }
    as_json = as_json or form == "json"
    if form == "markdown":
        click.echo(_markdown(data), nl=False)
    elif not as_json:
        show(plan, findings)
    say_refused(findings)
    if summary:
        append_summary(summary, data)
    if out:
        from dogwatch.cli.plan_files import save_plan  # most plans are printed only, and start faster without

        save_plan(session, plan, data, out)
    if as_json:  # last, so that whatever went wrong before is the one object there
        answer(data, ok=not refused)
    if as_json and unsafe:
        click.echo("\n".join(unsafe), err=True)
    if findings.refused or (as_json and unsafe):
        raise click.exceptions.Exit(1)
    session.guard(plan)
    if exit_code and plan.changes:
        raise click.exceptions.Exit(CHANGES)


def _unsafe(session: Session, plan: Plan) -> Iterator[str]:
    """Why apply would carry out nothing of the plan, if it would not."""
    try:
        session.guard(plan)
    except UnsafePlan as error:
        yield str(error)


def append_summary(file: Path, data: Mapping[str, Any]) -> None:
    """Adds the plan to the summary of a job, which GitHub takes up to a mebibyte; UsageError where it cannot."""
    try:
        with file.open("a", encoding="utf-8") as summary:
            summary.write(_markdown(data, SUMMARY_MAXIMUM, "in the output of this job"))
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror or error}") from None


def _markdown(data: Mapping[str, Any], *limits: Any) -> str:
    from dogwatch.report import plan_markdown  # loaded for those who ask for it

    return plan_markdown(data, *limits)


def show(plan: Plan, findings: Findings, *, err: bool = False) -> None:
    """Prints the plan."""
    from dogwatch.report import first_few, plan_lines, uses_data, uses_lines

    say, painted = partial(click.echo, err=err), paint(err=err)
    *lines, count = plan_lines(plan, painted)
    for line in lines:
        say(line)
    if findings.uses:
        say(painted("bold", "used outside the catalog, by what is not changed"))
        for line in uses_lines(uses_data(findings.uses)):
            say(painted("magenta", f"  ! {line}" if not line.startswith(" ") else f"  {line}"))
        say()
    if findings.not_validated:
        say(f"Cannot be validated before what they refer to is written: {first_few(findings.not_validated)}.")
    say(count)


def say_refused(findings: Findings) -> None:
    """Says what speaks against a plan."""
    for sentence in findings.refused:
        click.echo(paint(err=True)("red", f"would be refused: {sentence}"), err=True)
