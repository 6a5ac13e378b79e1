"""Every mistake in a catalog, all at once, each with the line of its declaration and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from dogwatch.declare import rules
from dogwatch.declare.catalog import Declared
from dogwatch.declare.expand import expand, key_of
from dogwatch.declare.feature import Feature
from dogwatch.declare.feature_rules import feature_mistakes, team_mistakes
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.monitor_rules import argument_mistakes, body_mistakes, sense_mistakes
from dogwatch.declare.policies import Policy
from dogwatch.declare.raised import mistake_of
from dogwatch.declare.source import argument_place
from dogwatch.declare.team import Team
from dogwatch.errors import CatalogError, Mistake
from dogwatch.kinds import Resource

T = TypeVar("T")


def check(declared: Declared, env: str) -> list[Resource]:
    """The resources of an environment; raises CatalogError with every mistake when there are any.

    What is built on a declaration is looked at only when the declaration itself is right: the monitors of sound
    features, the bodies of sound monitors. So one mistake is not reported as three.
    """
    mistakes = [*_catalog(declared), *_lost(declared)]
    mistakes += _doubles("team", declared.teams)
    _sound(declared.teams, team_mistakes, mistakes)
    mistakes += (doubles := _doubles("feature", declared.features))
    features = _sound(declared.features, lambda feature: feature_mistakes(feature, declared), mistakes)
    made = [] if doubles else _made(declared.policies, features, mistakes)
    written = _sound(declared.monitors, lambda monitor: argument_mistakes(monitor, declared), mistakes)
    unsound = {id(feature) for feature in declared.features} - {id(feature) for feature in features}
    monitors = [monitor for monitor in (*made, *written) if id(monitor.feature) not in unsound]
    mistakes += _doubled_keys(declared, monitors)
    monitors = _sound(monitors, lambda monitor: sense_mistakes(key_of(declared, monitor), monitor), mistakes)
    resources = expand(declared, monitors, env)
    _sound(resources, body_mistakes, mistakes)
    if mistakes:
        raise CatalogError(dict.fromkeys(mistakes))
    return resources


def _sound(things: Iterable[T], mistakes_of: Callable[[T], Iterator[Mistake]], mistakes: list[Mistake]) -> list[T]:
    """The things without a mistake; the mistakes of the others are added to the list."""
    sound = []
    for thing in things:
        found = list(mistakes_of(thing))
        mistakes += found
        if not found:
            sound.append(thing)
    return sound


def _catalog(declared: Declared) -> Iterator[Mistake]:
    catalog = declared.catalog
    yield from rules.name("catalog", catalog.name, catalog.place)
    if not declared.features and not declared.monitors and not declared.lost:
        remedy = f"bind a Feature to a name in {catalog.module}, or list its package in packages="
        yield Mistake(catalog.place, f"catalog {catalog.name}", "it declares no feature", remedy)
    for thing in catalog.policies:
        if not isinstance(thing, Policy):
            seen = f"{thing!r} is no policy"
            place = argument_place(catalog.place, "policies")
            yield Mistake(place, f"catalog {catalog.name}: policies", seen, "write @policy above the function")


def _lost(declared: Declared) -> Iterator[Mistake]:
    for thing in declared.lost:
        noun = type(thing).__name__
        yield Mistake(
            thing.place,
            f"{noun.lower()} {thing.name}",
            "no name of its file holds it in the end, so it would be lost",
            f"give it a name of its own, as in {_variable(thing.name)} = {noun}(…), or put it into a list that has one",
        )


def _variable(name: object) -> str:
    """The name as a Python variable, where it can be one."""
    variable = str(name).replace("-", "_").replace(".", "_")
    return variable if variable.isidentifier() else "something"


def _doubles(noun: str, things: Iterable[Team | Feature]) -> list[Mistake]:
    first: dict[str, Team | Feature] = {}
    mistakes = []
    for thing in things:
        if isinstance(thing.name, str) and first.setdefault(thing.name, thing) is not thing:
            seen = f"it is declared already in {first[thing.name].place}"
            remedy = f"give one of them another name, or keep one; the name of a {noun} is part of keys and tags"
            mistakes.append(Mistake(thing.place, f"{noun} {thing.name}", seen, remedy))
    return mistakes


def _doubled_keys(declared: Declared, monitors: Iterable[Monitor]) -> Iterator[Mistake]:
    first: dict[str, Monitor] = {}
    by_hand = {id(monitor) for monitor in declared.monitors}
    for monitor in monitors:
        key = key_of(declared, monitor)
        if first.setdefault(key, monitor) is not monitor:
            seen = f"it is declared already in {first[key].place}"
            remedy = "give it another name" if id(monitor) in by_hand else "keep one of them, or put both into one"
            yield Mistake(monitor.place, f"monitor {key}", seen, f"{remedy}; a key belongs to one object")


def _made(policies: Iterable[Policy], features: Iterable[Feature], mistakes: list[Mistake]) -> list[Monitor]:
    """The monitors that the policies make of the features; what a policy raises, or else hands out, is a mistake."""
    monitors: list[Monitor] = []
    made_by = [(policy, feature) for feature in features for policy in policies if isinstance(policy, Policy)]
    for policy, feature in made_by:
        try:
            made = list(policy(feature))
        except Exception as error:  # noqa: BLE001 - a user's policy may raise anything; all of it is reported
            mistakes.append(mistake_of(error, policy.place))
            continue
        for thing in made:
            if isinstance(thing, Monitor):
                monitors.append(thing)
            else:
                seen = f"for the feature {feature.name} it makes {thing!r}"
                mistakes.append(Mistake(policy.place, f"policy {policy.name}", seen, "yield nothing but Monitor(…)"))
    return monitors
