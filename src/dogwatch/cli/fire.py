"""`dogwatch fire`"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import click

from dogwatch.cli.catalogs import catalog_options, catalog_path, load_catalog
from dogwatch.cli.completing import complete
from dogwatch.cli.connection import Connection, explained
from dogwatch.cli.firing import Firing, body_of, new_id
from dogwatch.cli.for_programs import answer, json_option
from dogwatch.cli.lasting import Lasting
from dogwatch.cli.one_target import target_option
from dogwatch.cli.targets import target
from dogwatch.cli.terminal import ask, limit_notice
from dogwatch.client import Http, patient
from dogwatch.declare import root_of
from dogwatch.errors import ApiError, UsageError
from dogwatch.kinds import Resource
from dogwatch.message import Transition, is_pager, told
from dogwatch.nearest import nearest
from dogwatch.values import Duration

_HELP = """Tell those whom a monitor tells, to see that they hear of it.

A short-lived monitor with the message, handles, priority and tags of the declared monitor KEY alerts at once, and is
removed. Its name says that it is a test."""


@click.command("fire", help=_HELP)
@click.argument("key", metavar="KEY", shell_complete=complete("monitor"))
@click.option("--timeout", type=Lasting(), default="5m", show_default=True, help="Wait for the alert no longer.")
@click.option("--yes", is_flag=True, help="Ask nothing.")
@target_option("A target of sync/targets.py; else the environment's.")
@click.option("--local", "is_local", is_flag=True, help="The embedded Datadog on this machine.")
@catalog_options
@json_option("ok, monitor, told, removed")
def command(
    key: str,
    timeout: Duration,
    yes: bool,
    named: str | None,
    is_local: bool,
    catalog: Path | None,
    env: str | None,
    as_json: bool,
) -> None:
    to = target(named, is_local, env, root_of(catalog_path(catalog)))
    resource = monitor_named(load_catalog(catalog, to.env, app=to.app, prefix=to.prefix).resources, key)
    message = str(resource.body.get("message") or "")
    handles = told(message, Transition.ALERT)
    if not handles:
        raise UsageError(f"{resource.place}: monitor {resource.key} tells nobody when it alerts, so nobody would hear")
    say = partial(click.echo, err=as_json)
    say(f"{resource.key} tells {', '.join(handles)} when it alerts; they will get a test of it from {to}.")
    if not yes and not ask("Go on?"):
        raise click.exceptions.Exit(1)
    connection = Connection.open(to)
    firing = Firing(connection.send, patient(Http(to), time.sleep, limit_notice()), connection.sleep)
    with explained(is_local):
        removed = _fire(firing, resource, handles, timeout, say)
    if as_json:
        answer({"monitor": resource.key, "told": list(handles), "removed": removed})


def _fire(
    firing: Firing, resource: Resource, handles: Sequence[str], timeout: Duration, say: Callable[[str], object]
) -> list[int]:
    """Fires, and returns the ids of the monitors that it removed: its own, and what earlier tests have left."""
    removed = []
    for id in firing.clear(resource.key):
        removed.append(id)
        say(f"Removed monitor {id}, which an earlier test has left.")
    fire = new_id()
    with firing.monitor(body_of(resource, fire)) as id:
        say(f"Made monitor {id}; waiting until it alerts …")
        has_alerted = firing.wait(id, fire, timeout.seconds)
    say(f"Removed monitor {id}.")
    if not has_alerted:
        raise ApiError(f"monitor {id} has not alerted within {timeout}; look whether values come in, or wait longer")
    say(f"It has alerted. By its text these were told: {', '.join(handles)}.")
    pagers = [handle for handle in handles if is_pager(handle)]
    if pagers:
        say(f"Nobody hears of a recovery: close by hand what it has opened at {', '.join(pagers)}.")
    return [*removed, id]


def monitor_named(resources: Sequence[Resource], key: str) -> Resource:
    """The monitor with a key, with or without the catalog's name; UsageError with the one that was probably meant."""
    monitors = {each.key.partition("/")[2]: each for each in resources if each.kind == "monitor"}
    found = monitors.get(key) or next((each for each in monitors.values() if each.key == key), None)
    if found is None:
        meant = nearest(key, monitors)
        help = f"did you mean {meant!r}?" if meant else f"there are {', '.join(sorted(monitors)) or 'none'}"
        raise UsageError(f"there is no monitor {key!r} in the catalog; {help}")
    return found
