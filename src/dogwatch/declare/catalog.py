"""The catalog: everything that a module and the packages beside it declare."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import ModuleType
from typing import Any

import attrs

from dogwatch.declare.custom_metric import CustomMetric
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.feature import Feature
from dogwatch.declare.generated_metric import GeneratedMetric
from dogwatch.declare.policies.policy import Policy
from dogwatch.declare.policies.standard import STANDARD
from dogwatch.declare.raised import mistake_of
from dogwatch.declare.several import several
from dogwatch.declare.silence import Silence, silenced
from dogwatch.declare.team import Team
from dogwatch.declare.tier import Tier
from dogwatch.errors import CatalogError, Mistake
from dogwatch.names import NAMESPACE
from dogwatch.place import Place, calling_module, here


def _texts(value: Iterable[str]) -> tuple[str, ...]:
    return several(value)


def _policies(value: Iterable[Policy]) -> tuple[Policy, ...]:
    return several(value)


@attrs.frozen
class Catalog:
    """A catalog by its name, which begins every key.

    It holds what its own module binds to names (also in lists, tuples and dicts), and what the modules of `packages`
    bind. `policies` turn signals and objectives into monitors and SLOs, beside those that `packages` declare.
    `production` names the environments in which people are told; `repository` is the address that paths of runbooks are
    below.

    Metrics belong to a whole organisation, so their units, descriptions, tags and percentiles are kept by one catalog:
    the one whose `namespaces` hold the beginning of their names, and nobody's with `namespaces=[]`. `takes_over` names
    catalogs that kept them before. `values` says how many values tags can have, from which `check` tells how many
    custom metrics the features can make. `silences` are of checks that find something anywhere in it. `formerly` is its
    old name: what is in Datadog under that becomes what it declares now, but for metrics, which it `takes_over`.
    """

    name: str
    packages: tuple[str, ...] = attrs.field(default=(), converter=_texts)
    policies: tuple[Policy, ...] = attrs.field(default=STANDARD, converter=_policies, kw_only=True)
    production: tuple[str, ...] = attrs.field(default=("prod",), converter=_texts, kw_only=True)
    repository: str | None = attrs.field(default=None, kw_only=True)
    namespaces: tuple[str, ...] = attrs.field(default=(NAMESPACE,), converter=_texts, kw_only=True)
    takes_over: tuple[str, ...] = attrs.field(default=(), converter=_texts, kw_only=True)
    values: Mapping[str, int] = attrs.field(factory=dict, kw_only=True, hash=False)
    silences: tuple[Silence, ...] = attrs.field(default=(), converter=silenced, kw_only=True)
    formerly: str | None = attrs.field(default=None, kw_only=True)
    module: str = attrs.field(factory=calling_module, kw_only=True, eq=False, repr=False)
    place: Place = attrs.field(factory=here, kw_only=True, eq=False, repr=False)


@attrs.frozen
class Declared:
    """What a catalog holds, each once, in the order in which it was met.

    `by_hand` are the monitors and SLOs that it declares itself, beside those that policies make; `lost` is what its
    modules constructed and bound to no name. `tiers` are those that take the place of the library's.
    """

    catalog: Catalog
    teams: tuple[Team, ...]
    features: tuple[Feature, ...]
    by_hand: tuple[Declaration, ...]
    policies: tuple[Policy, ...]
    metrics: tuple[CustomMetric | GeneratedMetric, ...] = ()
    lost: tuple[Feature | Declaration, ...] = ()
    tiers: tuple[Tier, ...] = ()


def collect(catalog: Catalog, constructed: Sequence[Feature | Declaration] = ()) -> Declared:
    """Imports the catalog's packages and gathers what they and the catalog's own module declare.

    `constructed` are the declarations made while the modules ran. Raises CatalogError with what each module raised.
    """
    mistakes: list[Mistake] = []
    names = (catalog.module, *catalog.packages)
    modules = [module for name in names for module in _with_submodules(name, catalog.place, mistakes)]
    if mistakes:
        # A module that raises does so again for each one that imports it.
        raise CatalogError(dict.fromkeys(mistakes))
    met = list(_each_once(thing for module in modules for thing in _bound(vars(module).values())))
    features = [thing for thing in met if isinstance(thing, Feature)]
    by_hand = [thing for thing in met if isinstance(thing, Declaration)]
    owners = [*(feature.team for feature in features), *(thing.owner for thing in by_hand)]
    teams = _each_once(thing for thing in (*met, *owners) if isinstance(thing, Team))
    policies = _each_once([*catalog.policies, *(thing for thing in met if isinstance(thing, Policy))])
    metrics = [thing for thing in met if isinstance(thing, (CustomMetric, GeneratedMetric))]
    lost = _lost(constructed, met, modules)
    tiers = [thing for thing in met if isinstance(thing, Tier)]
    return Declared(
        catalog,
        tuple(teams),
        tuple(features),
        tuple(by_hand),
        tuple(policies),
        tuple(metrics),
        tuple(lost),
        tuple(tiers),
    )


def _with_submodules(name: str, catalog: Place, mistakes: list[Mistake]) -> Iterator[ModuleType]:
    """A module and those below it; what one of them raises becomes a mistake, and the others go on."""
    try:
        module = sys.modules.get(name) or importlib.import_module(name)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a user's file may raise anything; all of it is reported
        mistakes.append(mistake_of(error, catalog, name))
        return
    yield module
    below = pkgutil.iter_modules(getattr(module, "__path__", ()), f"{name}.")
    for found in sorted(found.name for found in below if not found.name.endswith(".__main__")):
        yield from _with_submodules(found, catalog, mistakes)


def _lost(
    constructed: Iterable[Feature | Declaration], met: Iterable[Any], modules: Iterable[ModuleType]
) -> Iterator[Feature | Declaration]:
    """What the catalog's own modules constructed and hold under no name. Another module's is its own affair."""
    held = {id(thing) for thing in met}
    files = {module.__file__ for module in modules}
    return (thing for thing in constructed if id(thing) not in held and thing.place.file in files)


def _bound(values: Iterable[Any]) -> Iterator[Any]:
    """The declarations among values, also inside lists, tuples, sets and dicts."""
    for value in list(values):
        if isinstance(value, (Team, Feature, Declaration, Policy, CustomMetric, GeneratedMetric, Tier)):
            yield value
        elif isinstance(value, (list, tuple, set, frozenset)):
            yield from _bound(value)
        elif isinstance(value, dict):
            yield from _bound(value.values())


def _each_once(things: Iterable[Any]) -> Iterator[Any]:
    seen: set[int] = set()
    for thing in things:
        if id(thing) not in seen:
            seen.add(id(thing))
            yield thing
