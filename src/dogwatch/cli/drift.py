"""`dogwatch drift`"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dogwatch.cli.for_programs import answer, json_option
from dogwatch.cli.plan import CHANGES, append_summary
from dogwatch.cli.session import Call, Session, reading_options
from dogwatch.cli.terminal import paint
from dogwatch.client import read_audited
from dogwatch.errors import ApiError

if TYPE_CHECKING:
    from dogwatch.plan import Plan

# Whoever looks for a change looks for the last ones; a summary has them all.
_SHOWN = 20


@click.command("drift", help="Say whether Datadog is what the catalog declares; end with 3 if not. Writes nothing.")
@reading_options
@click.option("--summary", type=click.Path(path_type=Path), help="Append the plan as Markdown to this file.")
@json_option("as plan --json, and history, history_note")
def command(call: Call, summary: Path | None, as_json: bool) -> None:
    session = Session.open(call)
    from dogwatch.report import history_lines, plan_data, plan_lines  # loaded while Datadog answers

    plan = session.plan()
    history, note = _history(session, plan)
    data = {**plan_data(plan), "history": history, "history_note": note}
    if summary:
        append_summary(summary, data)
    if as_json:
        answer(data)
        raise click.exceptions.Exit(CHANGES if plan.changes else 0)
    if not plan.changes:
        click.echo(f"No drift: {plan.target} is what the catalog declares.")
        return
    *lines, count = plan_lines(plan, paint())
    for line in lines:
        click.echo(line)
    if history:
        click.echo(paint()("bold", "changed last"))
        more = [f"and {len(history) - _SHOWN} more, changed before them"] if len(history) > _SHOWN else []
        for line in (*history_lines(history[:_SHOWN]), *more, *([note] if note else [])):
            click.echo(f"  {line}")
        click.echo()
    click.echo(count)
    click.echo("Datadog has drifted from the catalog: dogwatch apply puts it right.", err=True)
    raise click.exceptions.Exit(CHANGES)


def _history(session: Session, plan: Plan) -> tuple[list[dict[str, Any]], str]:
    """What is known of the past of what has drifted, and why no more is."""
    from dogwatch.report import NOT_READABLE, history_data, touched

    objects = touched(plan)
    try:
        audited = read_audited(session.send, objects)
        note = NOT_READABLE if audited is None else ""
    except ApiError as error:  # that it has drifted is known all the same
        audited, note = None, f"who changed them is not known: {error}"
    changed_by = {(each.kind, each.id): each.who for each in audited or ()}
    return history_data(plan, changed_by, session.target.app), note
