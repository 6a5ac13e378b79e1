"""`dogwatch sync`"""

from __future__ import annotations

from pathlib import Path

import click

from dogwatch.cli.apply import carry_out
from dogwatch.cli.journals import journal_option
from dogwatch.cli.plan import say_refused, show
from dogwatch.cli.session import Call, Session, run_options


@click.command("sync", help="Plan, ask, apply.")
@run_options
@click.option("--yes", is_flag=True, help="Ask nothing.")
@journal_option
def command(call: Call, yes: bool, journals: Path | None) -> None:
    session = Session.open(call)
    with session.connection.asking_whose():
        plan = session.plan()
    findings = session.validate(plan)
    for note in findings.notes:
        click.echo(note, err=True)
    show(plan, findings)
    say_refused(findings)
    if findings.refused:
        raise click.exceptions.Exit(1)
    carry_out(session, plan, journals, yes=yes)
