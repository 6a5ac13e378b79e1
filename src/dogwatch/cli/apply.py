"""`dogwatch apply`"""

from __future__ import annotations

import time
from pathlib import Path

import click

from dogwatch.apply import Outcome, apply
from dogwatch.cli.options import Selection, catalog_options, catalog_path, target, target_options
from dogwatch.cli.session import connect, load_catalog, make_plan
from dogwatch.cli.terminal import ask, paint, progress
from dogwatch.client import Send, Target
from dogwatch.plan import Create, Delete, Plan, Update
from dogwatch.report import plan_lines, summary


@click.command("apply", help="Make Datadog what the catalog declares.")
@catalog_options
@target_options
@click.option("--yes", is_flag=True, help="Ask nothing.")
@click.option("--allow-deletes", is_flag=True, help="More deletes than the target's limit are meant.")
def command(
    catalog: Path | None,
    env: str | None,
    name: str | None,
    is_local: bool,
    features: tuple[str, ...],
    teams: tuple[str, ...],
    yes: bool,
    allow_deletes: bool,
) -> None:
    to = target(name, is_local, env, catalog_path(catalog).resolve().parent)
    loaded = load_catalog(catalog, to.env, Selection(features, teams))
    send = connect(to)
    plan = make_plan(send, to, loaded, allow_deletes=allow_deletes)
    if not yes and plan.changes:
        for line in plan_lines(plan, paint()):
            click.echo(line)
    else:
        click.echo(f"Target: {plan.target}")
        click.echo(summary(plan))
    if plan.changes and not yes and not ask("Apply this?"):
        click.echo("Nothing was changed.")
        return
    carry_out(plan, send, to)


def carry_out(plan: Plan, send: Send, target: Target) -> None:
    """Applies the plan with progress, prints what was done, and fails when something was not."""
    if plan.changes:
        began = time.monotonic()
        with progress(len(plan.changes)) as step:
            outcomes = apply(plan, send, time.sleep, parallel=target.parallel, watch=lambda outcome: step())
        click.echo(_done(outcomes, time.monotonic() - began))
        for error in [outcome.error for outcome in outcomes if outcome.error]:
            click.echo(f"failed: {error}", err=True)
        if any(outcome.error for outcome in outcomes):
            raise click.exceptions.Exit(1)
    if plan.left_alone:
        for thing in plan.left_alone:
            click.echo(f"left alone: {thing.kind} {thing.key} ({', '.join(thing.ids)}): {thing.reason}", err=True)
        raise click.exceptions.Exit(1)


def _done(outcomes: list[Outcome], seconds: float) -> str:
    good = [outcome.change for outcome in outcomes if not outcome.error]
    counts = ", ".join(
        f"{sum(isinstance(change, kind) for change in good)} {verb}"
        for kind, verb in ((Create, "created"), (Update, "updated"), (Delete, "deleted"))
    )
    failed = len(outcomes) - len(good)
    return f"Applied in {seconds:.1f} s: {counts}" + (f", {failed} failed." if failed else ".")
