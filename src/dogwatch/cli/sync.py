"""`dogwatch sync`"""

from __future__ import annotations

from pathlib import Path

import click

from dogwatch.cli.apply import carry_out
from dogwatch.cli.for_programs import answer, json_option
from dogwatch.cli.journals import journal_option
from dogwatch.cli.plan import say_refused, show
from dogwatch.cli.session import Call, Session, run_options


@click.command("sync", help="Plan, ask, apply.")
@run_options
@click.option("--yes", is_flag=True, help="Ask nothing.")
@journal_option
@json_option("ok, target, changes with what became of each, left_alone, seconds, journal")
def command(call: Call, yes: bool, journals: Path | None, as_json: bool) -> None:
    session = Session.open(call)
    with session.connection.asking_whose():
        plan = session.plan()
    findings = session.validate(plan)
    for note in findings.notes:
        click.echo(note, err=True)
    show(plan, findings, err=as_json)
    say_refused(findings)
    if findings.refused:
        if as_json:
            answer({"target": plan.target, "refused": list(findings.refused)}, ok=False)
        raise click.exceptions.Exit(1)
    carry_out(session, plan, journals, yes=yes, as_json=as_json)
