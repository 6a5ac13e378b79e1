"""`dogwatch plan`"""

from __future__ import annotations

import json
from pathlib import Path

import click

from dogwatch.cli.options import Selection, catalog_options, catalog_path, target, target_options
from dogwatch.cli.session import Findings, connect, load_catalog, make_plan, validate
from dogwatch.cli.terminal import paint
from dogwatch.plan import Plan
from dogwatch.report import plan_data, plan_lines


@click.command("plan", help="Show what apply would change, and ask Datadog whether it would take it. Writes nothing.")
@catalog_options
@target_options
@click.option("--json", "as_json", is_flag=True, help="For programs: target, changes, summary.")
@click.option("--allow-deletes", is_flag=True, help="More deletes than the target's limit are meant.")
def command(
    catalog: Path | None,
    env: str | None,
    name: str | None,
    is_local: bool,
    features: tuple[str, ...],
    teams: tuple[str, ...],
    as_json: bool,
    allow_deletes: bool,
) -> None:
    to = target(name, is_local, env, catalog_path(catalog).resolve().parent)
    loaded = load_catalog(catalog, to.env, Selection(features, teams))
    send = connect(to)
    plan = make_plan(send, to, loaded, allow_deletes=allow_deletes)
    findings = validate(send, to, plan)
    if as_json:
        findings_data = {"refused": list(findings.refused), "not_validated": list(findings.not_validated)}
        click.echo(json.dumps({**plan_data(plan), **findings_data}, indent=2, ensure_ascii=False))
    else:
        show(plan, findings)
    if findings.refused:
        raise click.exceptions.Exit(1)


def show(plan: Plan, findings: Findings) -> None:
    """Prints the plan and what speaks against it."""
    colour = paint()
    for line in plan_lines(plan, colour):
        click.echo(line)
    for sentence in findings.refused:
        click.echo(colour("red", f"would be refused: {sentence}"), err=True)
    for subject in findings.not_validated:
        click.echo(f"cannot be validated before what it refers to exists: {subject}")
