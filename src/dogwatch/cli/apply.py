"""`dogwatch apply`"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dogwatch.cli.ended import Ended
from dogwatch.cli.for_programs import answer, json_option
from dogwatch.cli.journals import journal_folder, journal_option
from dogwatch.cli.session import Call, Session, run_options
from dogwatch.cli.terminal import ask, paint
from dogwatch.errors import StalePlan

# What compares and what writes is loaded while Datadog answers.
if TYPE_CHECKING:
    from dogwatch.plan import Plan


@click.command("apply", help="Make Datadog what the catalog declares, or carry out a plan that plan --out saved.")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@run_options
@click.option("--yes", is_flag=True, help="Ask nothing.")
@journal_option
@json_option("ok, target, changes with what became of each, left_alone, seconds, journal")
def command(file: Path | None, call: Call, yes: bool, journals: Path | None, as_json: bool) -> None:
    if file is None:
        session = Session.open(call)
        again = session.plan
    else:
        from dogwatch.cli.plan_files import open_plan, refuse_stale

        session, saved = open_plan(call, file)
        again = partial(refuse_stale, session, saved, file)
    from dogwatch.report import plan_lines, summary

    with session.connection.asking_whose():
        plan = again()
    if yes or not plan.changes:
        click.echo(f"Target: {plan.target}", err=as_json)
        click.echo(summary(plan), err=as_json)
    else:
        for line in plan_lines(plan, paint(err=as_json)):
            click.echo(line, err=as_json)
    carry_out(session, plan, journals, yes=yes, again=again, as_json=as_json)


def carry_out(
    session: Session,
    plan: Plan,
    journals: Path | None,
    *,
    yes: bool,
    again: Callable[[], Plan] | None = None,
    as_json: bool = False,
) -> None:
    """Applies the plan with progress and prints what was done; fails when something was not.

    Refuses too many deletes first, and asks unless `yes`. `journals` is the folder to keep the journal in, if one was
    named. `again` makes the plan once more, as it would be now.
    """
    planned = time.time()
    session.guard(plan)
    if plan.changes and not yes and not ask("Apply this?"):
        click.echo("Nothing was changed.", err=as_json)
        if as_json:
            answer(_data(plan, Ended()))
        return
    ended = Ended()
    if plan.changes:
        ended = _ended(session, plan, planned, journals, again or session.plan, as_json=as_json)
    for thing in plan.left_alone:
        ids = f" ({', '.join(thing.ids)})" if thing.ids else ""
        click.echo(f"left alone: {thing.kind} {thing.key}{ids}: {thing.reason}", err=True)
        for link in thing.links:
            click.echo(f"    {link}", err=True)
    code = ended.exit_code or int(bool(plan.left_alone))
    if as_json:
        answer(_data(plan, ended), ok=not code)
    if code:
        raise click.exceptions.Exit(code)


def _data(plan: Plan, ended: Ended) -> dict[str, Any]:
    """What became of a plan, for programs."""
    from dogwatch.report import plan_data

    return {"target": plan.target, "left_alone": plan_data(plan)["left_alone"], **ended.data}


def _ended(
    session: Session, plan: Plan, planned: float, journals: Path | None, again: Callable[[], Plan], *, as_json: bool
) -> Ended:
    """Applies the plan and says what became of it."""
    from dogwatch.cli.run import Run
    from dogwatch.report import plan_data
    from dogwatch.saved import plan_differences

    def refuse_if_moved() -> None:
        if differences := plan_differences(plan_data(plan), plan_data(again())):
            raise StalePlan("\n".join([*differences, "Datadog moved since the plan was made: nothing was changed"]))

    run = Run.of(session.connection, session.loaded.declared.catalog.name, journal_folder(journals), "apply")
    return run.carry_out(plan, planned, refuse_if_moved, as_json=as_json)
