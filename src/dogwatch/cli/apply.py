"""`dogwatch apply`"""

from __future__ import annotations

import time
from pathlib import Path

import click

from dogwatch.apply import Outcome, apply
from dogwatch.cli.plan_files import open_plan, refuse_stale
from dogwatch.cli.session import Call, Session, run_options
from dogwatch.cli.terminal import ask, paint, progress
from dogwatch.plan import Create, Delete, Plan, Update
from dogwatch.report import plan_lines, summary


@click.command("apply", help="Make Datadog what the catalog declares, or carry out a plan that plan --out saved.")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@run_options
@click.option("--yes", is_flag=True, help="Ask nothing.")
def command(file: Path | None, call: Call, yes: bool) -> None:
    if file is None:
        session = Session.open(call)
        plan = session.plan()
    else:
        session, saved = open_plan(call, file)
        plan = refuse_stale(session, saved, file)
    if yes or not plan.changes:
        click.echo(f"Target: {plan.target}")
        click.echo(summary(plan))
    else:
        for line in plan_lines(plan, paint()):
            click.echo(line)
    carry_out(session, plan, yes=yes)


def carry_out(session: Session, plan: Plan, *, yes: bool) -> None:
    """Applies the plan with progress and prints what was done; fails when something was not.

    Refuses too many deletes first, and asks unless `yes`.
    """
    session.guard(plan)
    if plan.changes and not yes and not ask("Apply this?"):
        click.echo("Nothing was changed.")
        return
    failed = plan.changes and _failures(session, plan)
    for thing in plan.left_alone:
        ids = f" ({', '.join(thing.ids)})" if thing.ids else ""
        click.echo(f"left alone: {thing.kind} {thing.key}{ids}: {thing.reason}", err=True)
    if failed or plan.left_alone:
        raise click.exceptions.Exit(1)


def _failures(session: Session, plan: Plan) -> bool:
    """Applies the plan; whether something in it failed."""
    began = time.monotonic()
    try:
        with progress(len(plan.changes)) as step:
            parallel = session.target.parallel
            outcomes = apply(plan, session.send, session.sleep, parallel=parallel, watch=lambda outcome: step())
    except KeyboardInterrupt:
        click.echo("What was sent stays; the same command goes on from there.", err=True)
        raise
    click.echo(_done(outcomes, time.monotonic() - began))
    errors = [outcome.error for outcome in outcomes if outcome.error]
    for error in errors:
        click.echo(f"failed: {error}", err=True)
    return bool(errors)


def _done(outcomes: list[Outcome], seconds: float) -> str:
    good = [outcome.change for outcome in outcomes if not outcome.error]
    counts = ", ".join(
        f"{sum(isinstance(change, kind) for change in good)} {verb}"
        for kind, verb in ((Create, "created"), (Update, "updated"), (Delete, "deleted"))
    )
    failed = len(outcomes) - len(good)
    return f"Applied in {seconds:.1f} s: {counts}" + (f", {failed} failed." if failed else ".")
