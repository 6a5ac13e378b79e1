"""The options that several commands share, and the values they become."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

import click

from dogwatch.client import Target, from_environment, local
from dogwatch.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Selection:
    """The part of a catalog that a command works on; an empty one is all of it."""

    features: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        return bool(self.features or self.teams)


def catalog_options(function: F) -> F:
    """--catalog and --env."""
    function = click.option("--env", metavar="NAME", help="Environment to expand the catalog for (DD_ENV, else prod).")(
        function
    )
    return click.option(
        "--catalog",
        type=click.Path(path_type=Path),
        default=None,
        help="File or package that binds the catalog [default: features.py].",
    )(function)


def target_options(function: F) -> F:
    """--target, --local, --feature, --team."""
    for option in (
        click.option("--team", "teams", multiple=True, metavar="NAME", help="Only this team's; never deletes."),
        click.option(
            "--feature", "features", multiple=True, metavar="NAME", help="Only this feature's; never deletes."
        ),
        click.option("--local", "is_local", is_flag=True, help="The embedded Datadog on this machine."),
        click.option("--target", "name", metavar="NAME", help="A target of sync/targets.py; else the environment's."),
    ):
        function = option(function)
    return function


def catalog_path(given: Path | None) -> Path:
    """The catalog's file: what was given, else features.py or the package features/ here."""
    if given is not None:
        return given
    package = Path("features")
    return package if package.is_dir() and not Path("features.py").is_file() else Path("features.py")


def environment(env: str | None) -> str:
    return env or os.environ.get("DD_ENV") or "prod"


def target(name: str | None, is_local: bool, env: str | None, root: Path) -> Target:
    """The target that the options and the environment name; raises UsageError when they name none or two."""
    if name and is_local:
        raise UsageError("--target and --local name two targets; write one of them")
    if is_local:
        return _local(env)
    if name is None:
        return from_environment(os.environ, env)
    return _named(name, env, root)


def _local(env: str | None) -> Target:
    """The embedded Datadog: where DATADOG_HOST says, if that is this machine, else at its usual port."""
    host = os.environ.get("DATADOG_HOST", "")
    parts = urlsplit(host)
    is_here = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1") and parts.port
    base = local(environment(env))
    return replace(base, url=host.rstrip("/")) if is_here else base


def _named(name: str, env: str | None, root: Path) -> Target:
    targets = _targets(root)
    if name not in targets:
        raise UsageError(f"there is no target {name!r} in sync/targets.py; known: {', '.join(targets) or 'none'}")
    chosen = targets[name].with_keys(os.environ)
    if env is not None and env != chosen.env:
        raise UsageError(f"target {name} is environment {chosen.env}, but --env says {env}; leave --env out")
    return chosen


def _targets(root: Path) -> dict[str, Target]:
    """`TARGETS` of the file sync/targets.py beside the catalog."""
    if not (root / "sync" / "targets.py").is_file():
        raise UsageError(f"--target needs sync/targets.py beside the catalog, and {root} has none")
    sys.path.insert(0, str(root))
    try:
        found = importlib.import_module("sync.targets").TARGETS
    finally:
        sys.path.remove(str(root))
    return dict(found)
