"""The target that the options and the environment name."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from dogwatch.cli.catalogs import environment
from dogwatch.client import Target, from_environment, local
from dogwatch.declare import load_module
from dogwatch.errors import CatalogError, Mistake, UsageError
from dogwatch.place import Place

_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


def target(name: str | None, is_local: bool, env: str | None, root: Path) -> Target:
    """The target by its name, the embedded Datadog, or what the environment says; UsageError when none or two.

    `root` is the folder of the catalog, where sync/targets.py lies.
    """
    if name and is_local:
        raise UsageError("--target and --local name two targets; write one of them")
    if is_local:
        return local_target(env)
    return from_environment(os.environ, env) if name is None else _named(name, env, root)


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


def _named(name: str, env: str | None, root: Path) -> Target:
    targets = _targets(root)
    if name not in targets:
        raise UsageError(f"there is no target {name!r} in sync/targets.py; known: {', '.join(targets) or 'none'}")
    chosen = targets[name].with_keys(os.environ)
    if env is not None and env != chosen.env:
        raise UsageError(f"target {name} is environment {chosen.env}, but --env says {env}; leave --env out")
    return chosen


def _targets(root: Path) -> dict[str, Target]:
    """`TARGETS` of the file sync/targets.py beside the catalog; CatalogError for what is wrong in it."""
    file = root / "sync" / "targets.py"
    if not file.is_file():
        raise UsageError(f"--target needs sync/targets.py beside the catalog, and {root} has none")
    targets = getattr(load_module("sync.targets", file, root), "TARGETS", None)
    if not isinstance(targets, dict) or not all(isinstance(one, Target) for one in targets.values()):
        remedy = 'write TARGETS = {"prod": Target("https://api.datadoghq.com", env="prod")}'
        raise CatalogError([Mistake(Place(str(file)), "targets", "it binds no dict of Target to TARGETS", remedy)])
    return targets
