"""The target that the options and the environment name; and `dogwatch targets`, which shows all there are."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from dogwatch.cli.catalogs import catalog_option, catalog_path, environment
from dogwatch.cli.connection import Connection
from dogwatch.cli.for_programs import answer, json_option
from dogwatch.client import Target, from_environment, local, read_organisation
from dogwatch.errors import ApiError, CatalogError, Mistake, UsageError
from dogwatch.nearest import nearest
from dogwatch.place import Place
from dogwatch.root import root_of

_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


@click.command("targets", help="Say which organisations sync/targets.py names, and whose the keys of each are.")
@json_option("ok, targets")
@catalog_option
def command(catalog: Path | None, as_json: bool) -> None:
    told = [_told(name, each) for name, each in named_targets(root_of(catalog_path(catalog))).items()]
    ok = all(each["ok"] for each in told)
    if as_json:
        answer({"targets": told}, ok=ok)
    else:
        for each in told:
            named = f"organisation {each['organisation']}" if each["organisation"] else "names no organisation"
            click.echo(f"{each['name']}: {each['url']}, environment {each['env']}\n    {named}; {each['keys']}")
    if not ok:
        raise click.exceptions.Exit(1)


def _told(name: str, named: Target) -> dict[str, Any]:
    """What there is to say of a target; `keys` is a sentence about whose they are."""
    ok, keys = _whose(named)
    url, organisation = named.url.rstrip("/"), named.organisation or None
    return {"name": name, "ok": ok, "url": url, "env": named.env, "organisation": organisation, "keys": keys}


def _whose(named: Target) -> tuple[bool, str]:
    """Whether the keys of a target are those of its organisation, and what there is to say of them."""
    try:
        # Asked past the guard of the target's organisation: whose they are is the question here.
        connection = Connection.open(replace(named.with_keys(os.environ), organisation=""))
        found = read_organisation(connection.send)
    except (UsageError, ApiError) as error:
        return False, str(error)
    if named.organisation in ("", found):
        return True, f"the keys are of {found}" if not named.organisation else "the keys are of it"
    return False, f"the keys are of {found}: nothing would be read or written"


def target(name: str | None, is_local: bool, env: str | None, root: Path) -> Target:
    """The target by its name, the embedded Datadog, or what the environment says; UsageError when none or two.

    `root` is the folder of the catalog, where sync/targets.py lies.
    """
    found = target_without_keys(name, is_local, env, root)
    return found if is_local else found.with_keys(os.environ)


def target_without_keys(name: str | None, is_local: bool, env: str | None, root: Path) -> Target:
    """The same before the keys are looked for; only the embedded Datadog has its own."""
    if name and is_local:
        raise UsageError("--target and --local name two targets; write one of them")
    if is_local:
        return local_target(env)
    return from_environment(os.environ, env) if name is None else named_target(name, env, root)


def local_target(env: str | None) -> Target:
    """The embedded Datadog: where DATADOG_HOST says, if that is this machine, else at its usual port."""
    host = os.environ.get("DATADOG_HOST", "").rstrip("/")
    try:
        parts = urlsplit(host)
    except ValueError:
        raise UsageError(
            f"DATADOG_HOST is {host!r}, which is no address; write one like http://127.0.0.1:8127"
        ) from None
    usual = local(environment(env))
    return replace(usual, url=host) if parts.scheme == "http" and parts.hostname in _HERE else usual


def named_target(name: str, env: str | None, root: Path) -> Target:
    """A target of sync/targets.py, without its keys; UsageError when there is none of the name."""
    targets = named_targets(root)
    if name not in targets:
        meant = nearest(name, targets)
        help = f"did you mean {meant!r}?" if meant else f"known: {', '.join(targets) or 'none'}"
        raise UsageError(f"there is no target {name!r} in sync/targets.py; {help}")
    chosen = targets[name]
    if env is not None and env != chosen.env:
        raise UsageError(f"target {name} is environment {chosen.env}, but --env says {env}; leave --env out")
    return chosen


def named_targets(root: Path) -> dict[str, Target]:
    """`TARGETS` of the file sync/targets.py beside the catalog; CatalogError for what is wrong in it."""
    from dogwatch.declare import load_module  # whoever names no target does without for now

    file = root / "sync" / "targets.py"
    if not file.is_file():
        raise UsageError(f"a target by its name needs sync/targets.py beside the catalog, and {root} has none")
    targets = getattr(load_module("sync.targets", file, root), "TARGETS", None)
    if not isinstance(targets, dict) or not all(isinstance(one, Target) for one in targets.values()):
        remedy = 'write TARGETS = {"prod": Target("https://api.datadoghq.com", env="prod")}'
        raise CatalogError([Mistake(Place(str(file)), "targets", "it binds no dict of Target to TARGETS", remedy)])
    if mistakes := [Mistake(Place(str(file)), "targets", *said) for said in _doubled(targets)]:
        raise CatalogError(mistakes)
    return targets


def _doubled(targets: Mapping[str, Target]) -> Iterator[tuple[str, str]]:
    """Targets whose objects would carry the same marks, so that each takes the other's for its own."""
    first: dict[tuple[str, str, str], str] = {}
    for name, each in targets.items():
        place = (each.url.rstrip("/"), each.env, each.organisation or each.api_key_from)
        if (other := first.setdefault(place, name)) != name:
            yield f"{other} and {name} are the same organisation and environment", "give one another env"
