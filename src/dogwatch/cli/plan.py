"""`dogwatch plan`"""

from __future__ import annotations

import json

import click

from dogwatch.cli.session import Call, Findings, Session, run_options
from dogwatch.cli.terminal import paint
from dogwatch.plan import Plan
from dogwatch.report import plan_data, plan_lines


@click.command("plan", help="Show what apply would change, and ask Datadog whether it would take it. Writes nothing.")
@run_options
@click.option("--json", "as_json", is_flag=True, help="For programs: target, changes, summary.")
def command(call: Call, as_json: bool) -> None:
    session = Session.open(call)
    plan = session.plan()
    findings = session.validate(plan)
    for note in findings.notes:
        click.echo(note, err=True)
    if as_json:
        against = {"refused": list(findings.refused), "not_validated": list(findings.not_validated)}
        click.echo(json.dumps({**plan_data(plan), **against}, indent=2, ensure_ascii=False))
    else:
        show(plan, findings)
    if findings.refused:
        raise click.exceptions.Exit(1)
    session.guard(plan)


def show(plan: Plan, findings: Findings) -> None:
    """Prints the plan and what speaks against it."""
    colour = paint()
    *lines, count = plan_lines(plan, colour)
    for line in lines:
        click.echo(line)
    if findings.not_validated:
        click.echo(f"Cannot be validated before what they refer to is written: {', '.join(findings.not_validated)}.")
    click.echo(count)
    for sentence in findings.refused:
        click.echo(colour("red", f"would be refused: {sentence}"), err=True)
