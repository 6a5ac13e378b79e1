"""The options that name a catalog, and the catalog they name. Nothing here knows of any network."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dogwatch.errors import Mistake, UsageError
from dogwatch.kinds import Resource
from dogwatch.names import is_name, tag_key
from dogwatch.nearest import nearest
from dogwatch.sites import FIRST_SITE, app_url, site_url

# What declares is loaded with a catalog: meanwhile Datadog answers what needs none.
if TYPE_CHECKING:
    from dogwatch.declare import Declared
    from dogwatch.saved import Build

# What a catalog declares lives until the end, so looking for garbage among it at Python's pace, every 700 new objects,
# finds nothing and takes a quarter of the time; every million, it still takes a twentieth.
_NEW_OBJECTS = 10_000_000

F = TypeVar("F", bound=Callable[..., Any])


def _nobody(name: str) -> None:
    """Is told, and does nothing."""


@dataclass(frozen=True)
class Selection:
    """The part of a catalog that a command works on; an empty one is all of it."""

    features: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        return bool(self.features or self.teams)


@dataclass(frozen=True)
class Loaded:
    """A checked catalog and the part of it that was selected; of a build only the resources and the name are known."""

    declared: Declared
    resources: Sequence[Resource]
    is_narrowed: bool
    env: str
    warnings: Sequence[Mistake] = ()


def catalog_option(function: F) -> F:
    """--catalog."""
    help = "File or package of the catalog [default: features.py or features/]."
    return click.option("--catalog", type=click.Path(path_type=Path), help=help)(function)


def catalog_options(function: F) -> F:
    """--catalog and --env."""
    help = "Environment to expand the catalog for (DD_ENV, else prod)."
    return catalog_option(click.option("--env", metavar="NAME", help=help)(function))


def catalog_path(given: Path | None) -> Path:
    """The catalog's file: what was given, else features.py or the package features/ here."""
    if given is not None:
        return given
    package = Path("features")
    return package if package.is_dir() and not Path("features.py").is_file() else Path("features.py")


def environment(env: str | None) -> str:
    """The environment's name: what was given, else DD_ENV, else prod; UsageError when it cannot be part of a tag."""
    chosen = env or os.environ.get("DD_ENV") or "prod"
    if not is_name(chosen):
        raise UsageError(f"{chosen!r} is no environment: it goes into tags and marks; write one like prod or staging-2")
    return chosen


def collect_seldom() -> None:
    """From now on garbage is looked for as seldom as fits a process that keeps what it makes."""
    gc.set_threshold(_NEW_OBJECTS)


def load_catalog(
    path: Path | None,
    env: str | None,
    selection: Selection | None = None,
    app: str | None = None,
    prefix: str | None = None,
    named: Callable[[str], None] = _nobody,
) -> Loaded:
    """The catalog, checked, for an environment; raises CatalogError with every mistake in it.

    `app` is where people see the Datadog it goes to; without one it is that of DD_SITE. `prefix` is
    what names begin with there. `named` is told the catalog's name before anything is checked.
    """
    collect_seldom()
    from dogwatch.declare import examine, load

    declared = load(catalog_path(path))
    named(declared.catalog.name)
    chosen = environment(env)
    app = app or app_url(site_url(os.environ.get("DD_SITE") or FIRST_SITE))
    examined = examine(declared, chosen, app, date.today(), prefix)
    resources = examined.resources
    if selection is None or not selection.narrows:
        return Loaded(declared, resources, False, chosen, examined.warnings)
    return Loaded(declared, _selected(declared, resources, selection), True, chosen)


def load_build(
    path: Path, env: str, name: str | None, prefix: str | None = None, named: Callable[[str], None] = _nobody
) -> Loaded:
    """What a file of `build --json` holds for the environment, without running any catalog.

    UsageError when it is wrong, was built for another environment or another prefix of names, or is of a catalog with
    another name than is given.
    """
    collect_seldom()
    from dogwatch.declare import Catalog, Declared
    from dogwatch.saved import read_build  # those who read no build do without it, and without plans

    build = read_build(read_file(path), str(path))
    if name is not None and build.catalog != name:
        raise UsageError(f"{path} is a build of the catalog {build.catalog}, not of {name}")
    if build.env != env:
        raise UsageError(
            f"{path} was built for {build.env}, but the target is {env}: dogwatch build --env {env} --json"
        )
    if build.prefix != prefix:
        raise UsageError(
            f"{path} was built with {_prefixed(build.prefix)}, but the target has {_prefixed(prefix)}: "
            "dogwatch build --target NAME --json builds for a target"
        )
    named(build.catalog)
    catalog = Catalog(build.catalog, namespaces=build.namespaces, takes_over=build.takes_over)
    return Loaded(Declared(catalog, (), (), (), ()), build.resources, False, env)


def _prefixed(prefix: str | None) -> str:
    return "no prefix" if prefix is None else f"the prefix {prefix!r}"


def built(loaded: Loaded, prefix: str | None) -> Build:
    """What was loaded for a target with a prefix, as a build that can travel."""
    from dogwatch.saved import Build

    catalog = loaded.declared.catalog
    return Build(catalog.name, loaded.env, loaded.resources, catalog.namespaces, catalog.takes_over, prefix)


def read_file(path: Path) -> bytes:
    """A file that an option names; UsageError when it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from None


def _selected(declared: Declared, resources: Sequence[Resource], selection: Selection) -> list[Resource]:
    refuse_unknown("feature", selection.features, [feature.name for feature in declared.features])
    refuse_unknown("team", selection.teams, [team.name for team in declared.teams])
    return [
        resource
        for resource in resources
        if _is_of(resource, selection.features) and _is_tagged(resource, "team", selection.teams)
    ]


def _is_of(resource: Resource, features: Sequence[str]) -> bool:
    """Whether it is of one of the features, by its key: a dashboard has no tag that says so."""
    return not features or resource.key.split("/")[1:-1] in [[name] for name in features]


def _is_tagged(resource: Resource, key: str, values: Sequence[str]) -> bool:
    tags = resource.body.get("tags") or ()
    return not values or any(tag_key(tag) == key and tag.partition(":")[2] in values for tag in tags)


def refuse_unknown(noun: str, wanted: Sequence[str], known: Sequence[str]) -> None:
    """Raises UsageError for a name that the catalog does not have."""
    for name in wanted:
        if name not in known:
            meant = nearest(name, known)
            help = f"did you mean {meant!r}?" if meant else f"it has {', '.join(known) or 'none'}"
            raise UsageError(f"the catalog has no {noun} {name!r}; {help}")
