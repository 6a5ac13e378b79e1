"""`dogwatch drift`"""

from __future__ import annotations

from pathlib import Path

import click

from dogwatch.cli.plan import CHANGES, append_summary
from dogwatch.cli.session import Call, Session, reading_options
from dogwatch.cli.terminal import paint
from dogwatch.report import plan_data, plan_lines


@click.command("drift", help="Say whether Datadog is what the catalog declares; end with 3 if not. Writes nothing.")
@reading_options
@click.option("--summary", type=click.Path(path_type=Path), help="Append the plan as Markdown to this file.")
def command(call: Call, summary: Path | None) -> None:
    plan = Session.open(call).plan()
    if summary:
        append_summary(summary, plan_data(plan))
    if not plan.changes:
        click.echo(f"No drift: {plan.target} is what the catalog declares.")
        return
    for line in plan_lines(plan, paint()):
        click.echo(line)
    click.echo("Datadog has drifted from the catalog: dogwatch apply puts it right.", err=True)
    raise click.exceptions.Exit(CHANGES)
