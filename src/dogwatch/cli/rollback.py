"""`dogwatch rollback`"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import click

from dogwatch.apply import Past, Wanted, newest_journal, read_journal, rollback_plan, standing_now
from dogwatch.cli.catalogs import catalog_options
from dogwatch.cli.connection import Connection, explained
from dogwatch.cli.ended import Ended
from dogwatch.cli.for_programs import answer, json_option
from dogwatch.cli.journals import journal_folder, journal_option
from dogwatch.cli.one_target import target_option
from dogwatch.cli.run import Run
from dogwatch.cli.targets import target
from dogwatch.cli.terminal import ask, paint
from dogwatch.client import Target
from dogwatch.declare import root_of
from dogwatch.errors import StalePlan, UsageError
from dogwatch.plan import Plan
from dogwatch.report import plan_data, plan_lines
from dogwatch.saved import plan_differences


@click.command("rollback", help="Put back what a run overwrote and deleted, from its journal (the last one's).")
@click.argument("journal", type=click.Path(path_type=Path), required=False)
@click.option("--remove-created", is_flag=True, help="Delete what the run created as well.")
@click.option("--overwrite", is_flag=True, help="Put back also what somebody changed since.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@target_option("A target of sync/targets.py; else the environment's.")
@click.option("--local", "is_local", is_flag=True, help="The embedded Datadog on this machine.")
@catalog_options
@journal_option
@json_option("ok, target, takes_back, changes with what became of each, seconds, journal")
def command(
    journal: Path | None,
    remove_created: bool,
    overwrite: bool,
    yes: bool,
    named: str | None,
    is_local: bool,
    catalog: Path | None,
    env: str | None,
    journals: Path | None,
    as_json: bool,
) -> None:
    folder = journal_folder(journals)
    given = read_journal(journal) if journal else None
    to = target(named, is_local, env or (given.scope.env if given and not named else None), _root(catalog))
    if given:
        _refuse_elsewhere(given, to)
    connection = Connection.open(to)
    with explained(is_local):
        organisation = connection.organisation
    past = given or _newest(folder, to, organisation)
    _refuse_other(past, to, organisation)
    if past.was_cut_off:
        said = "the run was cut off, or its journal was: only what stands in it is taken back"
        click.echo(f"{past.path}: {said}", err=True)
    for doubt in past.doubts:
        click.echo(f"{past.path}: {doubt}", err=True)
    wanted = Wanted(remove_created, overwrite, time.time())

    def plan() -> Plan:
        with explained(is_local):
            return rollback_plan(past, standing_now(connection.send, past, to.parallel), wanted, str(to))

    first, planned = plan(), time.time()
    click.echo(f"Takes back: {past.command} of {_shown(past.began)}, {past.path}", err=as_json)
    for line in plan_lines(first, paint(err=as_json)):
        click.echo(line, err=as_json)
    ended = Ended()
    if first.changes and not yes and not ask("Put this back?"):
        click.echo("Nothing was changed.", err=as_json)
    elif first.changes:
        run = Run.of(connection, past.scope.catalog, folder, "rollback")
        ended = _carried_out(run, first, planned, plan, as_json=as_json)
    if as_json:
        answer({"target": str(to), "takes_back": str(past.path), **ended.data}, ok=not ended.exit_code)
    if ended.exit_code:
        raise click.exceptions.Exit(ended.exit_code)


def _carried_out(run: Run, first: Plan, planned: float, plan: Callable[[], Plan], *, as_json: bool) -> Ended:
    def refuse_if_moved() -> None:
        if differences := plan_differences(plan_data(first), plan_data(plan())):
            raise StalePlan("\n".join([*differences, "Datadog moved since this was shown: nothing was changed"]))

    return run.carry_out(first, planned, refuse_if_moved, as_json=as_json)


def _root(catalog: Path | None) -> Path:
    """The folder in which sync/targets.py lies: beside the catalog that was named, else here, whatever else is."""
    return root_of(catalog) if catalog else Path.cwd()


def _newest(folder: Path, to: Target, organisation: str) -> Past:
    """The journal of the last run that wrote to the target; UsageError when there is none."""
    past = newest_journal(folder, to.url.rstrip("/"), to.env, organisation)
    if past is None:
        raise UsageError(
            f"{folder} has no journal of a run against {to}; name the journal, or its folder with --journal"
        )
    return past


def _refuse_elsewhere(past: Past, to: Target) -> None:
    """UsageError where a journal is of another address, or of another environment there."""
    ran = f"{past.scope.url}, environment {past.scope.env}"
    if ran != str(to):
        raise UsageError(f"{past.path} is of a run against {ran}, and the target is {to}")


def _refuse_other(past: Past, to: Target, organisation: str) -> None:
    """UsageError where a journal is of another organisation at the address: there, nothing that it names is to be
    overwritten, and what it deleted would be made.
    """
    wrote = past.scope.organisation
    if not wrote:
        said = f"it does not say which organisation it is of; the keys are of {organisation}"
        click.echo(f"{past.path}: {said}", err=True)
    elif wrote != organisation:
        raise UsageError(
            f"{past.path} is of a run against {to}, organisation {wrote}, and the target is organisation "
            f"{organisation}: nothing was read or written"
        )


def _shown(began: float) -> str:
    return datetime.fromtimestamp(began, UTC).strftime("%Y-%m-%d %H:%M UTC")
