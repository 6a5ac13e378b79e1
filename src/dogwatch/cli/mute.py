"""`dogwatch mute`"""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from dogwatch.cli.catalogs import Loaded, catalog_options, catalog_path, load_catalog, refuse_unknown
from dogwatch.cli.completing import complete
from dogwatch.cli.connection import Connection, explained
from dogwatch.cli.for_programs import answer, json_option
from dogwatch.cli.one_target import target_option
from dogwatch.cli.targets import target
from dogwatch.cli.terminal import ask
from dogwatch.client import Unreachable, expect, read_list
from dogwatch.declare import Mute, root_of
from dogwatch.errors import ApiError, UsageError
from dogwatch.kinds import DOWNTIME, MONITOR, Body, Request
from dogwatch.report import title_of
from dogwatch.values import Duration

_LEAST = 60


@click.command("mute", help="Have the monitors of a feature tell nobody for a while.")
@click.argument("feature", required=False, shell_complete=complete("feature"))
@click.argument("duration", required=False)
@click.option("--reason", metavar="TEXT", help="Why nobody needs to hear of it; it stands at the downtime.")
@click.option("--list", "listed", is_flag=True, help="Show which features are muted, until when and why.")
@click.option("--end", is_flag=True, help="End what mutes the feature.")
@json_option("ok, environment, mutes: those that are, that were ended, or the new one")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@target_option("A target of sync/targets.py; else the environment's.")
@click.option("--local", "is_local", is_flag=True, help="The embedded Datadog on this machine.")
@catalog_options
def command(
    feature: str | None,
    duration: str | None,
    reason: str | None,
    listed: bool,
    end: bool,
    as_json: bool,
    yes: bool,
    named: str | None,
    is_local: bool,
    catalog: Path | None,
    env: str | None,
) -> None:
    seconds = _seconds(feature, duration, reason, listed, end)
    to = target(named, is_local, env, root_of(catalog_path(catalog)))
    loaded = load_catalog(catalog, to.env, app=to.app)
    if feature is not None:
        refuse_unknown("feature", [feature], [each.name for each in loaded.declared.features])
    connection = Connection.open(to)
    with explained(is_local):
        mutes = [each for each in _mutes(connection, loaded) if feature in (None, each.feature)]
        if listed:
            _list(mutes, loaded, as_json=as_json)
        elif end:
            _end(connection, mutes, loaded, str(feature), as_json=as_json)
        else:
            until = datetime.fromtimestamp(int(time.time() + seconds), UTC)
            wanted = Mute(loaded.env, loaded.declared.catalog.name, str(feature), until, str(reason))
            _mute(connection, wanted, mutes, _monitors(loaded, wanted), yes=yes, as_json=as_json)


def _seconds(feature: str | None, duration: str | None, reason: str | None, listed: bool, end: bool) -> float:
    """For how long; UsageError for a call that says too little, or two things."""
    if listed and end:
        raise UsageError("--list shows and --end ends; write one of them")
    if listed or end:
        if duration or reason:
            raise UsageError("a duration and --reason belong to a new mute; leave them out")
        if end and feature is None:
            raise UsageError("say whose mute ends, as in dogwatch mute checkout --end")
        return 0
    if feature is None or duration is None:
        raise UsageError('say what and for how long, as in dogwatch mute checkout 2h --reason "The bank moves"')
    if reason is None or not reason.strip():
        raise UsageError('say why nobody needs to hear of it, as in --reason "The bank moves"')
    try:
        seconds = Duration.parse(duration).seconds
    except ValueError as error:
        raise UsageError(str(error)) from None
    if seconds < _LEAST:
        raise UsageError(f"{duration} is too short; mute for a minute at least")
    return seconds


def _mutes(connection: Connection, loaded: Loaded) -> list[Mute]:
    """What mutes features of the catalog in the environment and is not over, the first to end first."""
    now = time.time()
    found = (Mute.read(body) for body in read_list(connection.send, DOWNTIME) if not DOWNTIME.is_over(body, now))
    ours = (loaded.env, loaded.declared.catalog.name)
    return sorted((each for each in found if each and (each.env, each.catalog) == ours), key=lambda each: each.until)


def _monitors(loaded: Loaded, mute: Mute) -> list[str]:
    """The names of the monitors that it mutes."""
    monitors = (each.body for each in loaded.resources if each.kind == MONITOR.name)
    return [title_of(body) for body in monitors if set(mute.tags) <= set(body.get("tags") or ())]


def _list(mutes: Sequence[Mute], loaded: Loaded, *, as_json: bool) -> None:
    if as_json:
        answer(_data(mutes, loaded.env))
        return
    for each in mutes:
        click.echo(f"{each.feature} until {_shown(each.until)}: {each.reason}")
    if not mutes:
        click.echo(f"Nothing of {loaded.declared.catalog.name} is muted in {loaded.env}.")


def _data(mutes: Sequence[Mute], env: str) -> dict[str, Any]:
    """`{"environment", "mutes"}`; a mute has id, feature, until (ISO 8601, UTC) and reason."""
    shown = [
        {"id": each.id, "feature": each.feature, "until": each.until.astimezone(UTC).isoformat(), "reason": each.reason}
        for each in mutes
    ]
    return {"environment": env, "mutes": shown}


def _end(connection: Connection, mutes: Sequence[Mute], loaded: Loaded, feature: str, *, as_json: bool) -> None:
    for each in mutes:
        response = connection.send(DOWNTIME.wire.delete(each.id))
        if response.status != 404:  # gone already is what was wanted
            expect(response, f"mute of {each.feature}")
        if not as_json:
            click.echo(f"Ended: {each.feature}, muted until {_shown(each.until)}: {each.reason}")
    if as_json:
        answer(_data(mutes, loaded.env))
    elif not mutes:
        click.echo(f"{feature} is not muted in {loaded.env}.")


def _mute(
    connection: Connection, wanted: Mute, there: Sequence[Mute], monitors: Sequence[str], *, yes: bool, as_json: bool
) -> None:
    if there:
        seen = f"{wanted.feature} is muted until {_shown(there[-1].until)} already: {there[-1].reason}"
        raise UsageError(f"{seen}; end that first: dogwatch mute {wanted.feature} --end")
    if not monitors:
        raise UsageError(f"{wanted.feature} has no monitors in {wanted.env}: there is nothing to mute")
    count = f"{len(monitors)} monitor{'s' if len(monitors) > 1 else ''}"
    what = f"{count} of {wanted.feature} in {wanted.env} until {_shown(wanted.until)}"
    for line in (f"Target: {connection.target}", *(f"  {name}" for name in monitors)):
        click.echo(line, err=as_json)
    if not yes and not ask(f"Mute {what}?"):
        click.echo("Nothing was muted.", err=as_json)
        if as_json:
            answer(_data((), wanted.env))
        return
    made = Mute.read(_made(connection, DOWNTIME.wire.create(wanted.body)))
    if as_json:
        answer(_data([made] if made else [], wanted.env))
    else:
        click.echo(f"Muted {what}: {wanted.reason.strip()}")


def _made(connection: Connection, request: Request) -> Body:
    """The downtime as it is now. A lost answer leaves open whether it is there, which nobody must take for muted."""
    try:
        made: Body = DOWNTIME.wire.object_of(expect(connection.send(request), "downtime"))
        return made
    except Unreachable as error:
        raise ApiError(f"downtime: {error}; it may be there all the same: dogwatch mute --list says so") from None


def _shown(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
