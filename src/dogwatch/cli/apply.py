"""`dogwatch apply`"""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from dogwatch.apply import Outcome, apply
from dogwatch.cli.catalogs import read_file
from dogwatch.cli.session import Call, Session, run_options
from dogwatch.cli.terminal import ask, paint, progress
from dogwatch.errors import UnsafePlan
from dogwatch.plan import Create, Delete, Plan, Update
from dogwatch.report import plan_data, plan_lines, summary
from dogwatch.saved import plan_differences, read_plan


@click.command("apply", help="Make Datadog what the catalog declares.")
@run_options
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.option("--if-equals", "reviewed", type=click.Path(path_type=Path), help="Only if the plan is this one (JSON).")
def command(call: Call, yes: bool, reviewed: Path | None) -> None:
    session = Session.open(call)
    before = read_plan(read_file(reviewed), str(reviewed)) if reviewed else None
    plan = session.plan()
    if before is not None:
        refuse_unless_equal(before, plan_data(plan))
    if yes or not plan.changes:
        click.echo(f"Target: {plan.target}")
        click.echo(summary(plan))
    else:
        for line in plan_lines(plan, paint()):
            click.echo(line)
    carry_out(session, plan, yes=yes)


def refuse_unless_equal(reviewed: Mapping[str, Any], now: Mapping[str, Any]) -> None:
    """Raises UnsafePlan with everything that one plan changes otherwise than the other."""
    if differences := plan_differences(reviewed, now):
        raise UnsafePlan("\n".join([*differences, "the plan is not the one that was reviewed: nothing was changed"]))


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
