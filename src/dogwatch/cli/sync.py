"""`dogwatch sync`"""

from __future__ import annotations

from pathlib import Path

import click

from dogwatch.cli.apply import carry_out
from dogwatch.cli.options import Selection, catalog_options, catalog_path, target, target_options
from dogwatch.cli.plan import show
from dogwatch.cli.session import connect, load_catalog, make_plan, validate
from dogwatch.cli.terminal import ask


@click.command("sync", help="Plan, ask, apply.")
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
    findings = validate(send, to, plan)
    show(plan, findings)
    if findings.refused:
        raise click.exceptions.Exit(1)
    if plan.changes and not yes and not ask("Apply this?"):
        click.echo("Nothing was changed.")
        return
    carry_out(plan, send, to)
