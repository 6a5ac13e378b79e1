"""Every mistake in a catalog, all at once, each with the line of its declaration and what to write instead."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import redirect_stdout
from typing import TypeVar

import attrs

from dogwatch.declare import rules
from dogwatch.declare.body_rules import further_field_mistakes
from dogwatch.declare.catalog import Declared
from dogwatch.declare.cost_rules import cost_mistakes
from dogwatch.declare.custom_metric import CustomMetric
from dogwatch.declare.dashboard import Dashboard
from dogwatch.declare.dashboard_rules import dashboard_mistakes, drawn
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.declaration_rules import declaration_mistakes
from dogwatch.declare.expand import expand
from dogwatch.declare.feature import Feature
from dogwatch.declare.feature_rules import feature_mistakes
from dogwatch.declare.json_rules import outside_json
from dogwatch.declare.metric_rules import metric_mistakes, namespace_mistakes
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.monitor_rules import argument_mistakes, sense_mistakes, threshold_mistakes
from dogwatch.declare.policies import Policy
from dogwatch.declare.raised import is_users, mistake_of
from dogwatch.declare.reference_rules import composite_mistakes, kind_mistakes, reference_mistakes
from dogwatch.declare.routing_rules import routing_mistakes, unheard, waking_texts
from dogwatch.declare.setting import FIRST_APP, Setting
from dogwatch.declare.slo import Slo
from dogwatch.declare.slo_alert_rules import slo_alert_mistakes
from dogwatch.declare.slo_rules import slo_mistakes
from dogwatch.declare.source import argument_place
from dogwatch.declare.team import Team
from dogwatch.declare.team_rules import team_mistakes
from dogwatch.declare.tier_rules import doubled_tiers, tier_mistakes
from dogwatch.declare.wrong import Wrong
from dogwatch.errors import CatalogError, Mistake
from dogwatch.kinds import KINDS, Reference, Resource

T = TypeVar("T")


def check(declared: Declared, env: str, app: str = FIRST_APP) -> list[Resource]:
    """The resources of an environment; raises CatalogError with every mistake when there are any.

    `app` is the address at which people see the Datadog that they go to.

    What is built on a declaration is looked at only when the declaration itself is right: what is made of sound
    features, the bodies of sound monitors, references to them. So one mistake is not reported as three.
    """
    mistakes = [*_catalog(declared), *_lost(declared), *_doubles("team", declared.teams)]
    mistakes += [*_doubles("metric", declared.metrics), *doubled_tiers(declared.tiers)]
    declared = attrs.evolve(declared, tiers=tuple(_sound(declared.tiers, tier_mistakes, mistakes)))
    setting = Setting.of(declared, env, app)
    teams = {team.name for team in _sound(declared.teams, lambda team: team_mistakes(team, declared.catalog), mistakes)}
    features = _sound_features(declared, mistakes)
    made, is_all_made = _made(_in_order(declared), features, mistakes)
    unsound = {id(feature) for feature in declared.features} - {id(feature) for feature in features}
    by_hand = sorted(declared.by_hand, key=lambda thing: str(thing.path))
    things = [thing for thing in (*made, *by_hand) if id(thing.feature) not in unsound]
    right = _sound(things, lambda thing: _argument_mistakes(thing, declared), mistakes)
    mistakes += _doubled_keys(setting, right, declared.by_hand)
    right = _sound(right, lambda thing: _sense_mistakes(thing, setting), mistakes)
    # A page of the whole catalog cannot be drawn of half of it; what is wrong with the other half is said already.
    right = drawn([thing for thing in right if not unsound or not _is_over_features(thing)], setting, mistakes)
    metrics = _sound(declared.metrics, lambda metric: metric_mistakes(metric, declared), mistakes)
    resources = expand(right, setting, metrics)
    sound = _sound(resources, _body_mistakes, mistakes)
    mistakes += composite_mistakes(sound)
    mistakes += kind_mistakes(sound)
    mistakes += slo_alert_mistakes(sound)
    mistakes += unheard([thing for thing in right if setting.team_of(thing).name in teams], resources, setting)
    mistakes += reference_mistakes(resources, _doubts(setting, declared, features if is_all_made else (), things), env)
    # What a catalog costs is told once the rest of it is right.
    mistakes += [] if mistakes else cost_mistakes(declared, resources)
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


def _sound_features(declared: Declared, mistakes: list[Mistake]) -> list[Feature]:
    """The features without a mistake; none when two have one name, since what is made of them would collide."""
    doubles = _doubles("feature", declared.features)
    mistakes += doubles
    features = _sound(declared.features, lambda feature: feature_mistakes(feature, declared), mistakes)
    return [] if doubles else features


def _argument_mistakes(thing: Declaration, declared: Declared) -> Iterator[Mistake]:
    # A page of no features has no team to take from them: that would be the same mistake twice.
    if not isinstance(thing, Dashboard) or not isinstance(thing.widgets, Wrong):
        yield from declaration_mistakes(thing, declared)
    if isinstance(thing, Dashboard):
        yield from dashboard_mistakes(thing)
        return
    yield from further_field_mistakes(thing)
    if isinstance(thing, Monitor):
        yield from argument_mistakes(thing)
    elif isinstance(thing, Slo):
        yield from slo_mistakes(thing)


def _sense_mistakes(thing: Declaration, setting: Setting) -> Iterator[Mistake]:
    if isinstance(thing, Monitor):
        yield from sense_mistakes(setting.key_of(thing), thing)
        yield from waking_texts(setting.key_of(thing), thing, setting.catalog.production)
        yield from routing_mistakes(thing, setting)


def _is_over_features(thing: Declaration) -> bool:
    return isinstance(thing, Dashboard) and thing.feature is None


def _body_mistakes(resource: Resource) -> Iterator[Mistake]:
    """What Datadog would refuse or misread in the body, once it can be sent at all."""
    unsendable = list(outside_json(resource.body, ""))
    for path, seen, remedy in unsendable:
        yield Mistake(resource.place, f"{resource.kind} {resource.key}: {path}", seen, remedy)
    if unsendable:
        return
    for problem in KINDS[resource.kind].problems(resource.body):
        subject = f"{resource.kind} {resource.key}: {problem.path}"
        yield Mistake(resource.place, subject, problem.seen, problem.remedy)
    if resource.kind == Monitor.kind:
        yield from threshold_mistakes(resource)


def _doubts(
    setting: Setting, declared: Declared, features: Sequence[Feature], things: Sequence[Declaration]
) -> Callable[[Reference], bool]:
    """Whether other mistakes already stand behind a reference to nothing: what is wrong itself, or is of a feature of
    which not everything could be made.
    """
    wrong = {Reference(thing.kind, setting.key_of(thing)) for thing in things if not thing.environments}
    names = {str(each.name) for each in declared.features} - {str(each.name) for each in features}

    def is_doubtful(reference: Reference) -> bool:
        return reference in wrong or reference.key.split("/")[1:2] in [[name] for name in names]

    return is_doubtful


def _catalog(declared: Declared) -> Iterator[Mistake]:
    catalog = declared.catalog
    yield from rules.name("catalog", catalog.name, catalog.place)
    yield from rules.environments(f"catalog {catalog.name}", "production", catalog.production, catalog.place)
    if catalog.repository is not None and not isinstance(catalog.repository, str):
        place, subject = argument_place(catalog.place, "repository"), f"catalog {catalog.name}: repository"
        yield Mistake(place, subject, f"{catalog.repository!r} is no address", "write one, as in 'https://…'")
    yield from namespace_mistakes(catalog)
    yield from rules.values(f"catalog {catalog.name}", catalog.values, catalog.place)
    if not declared.features and not declared.by_hand and not declared.lost:
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


def _doubles(noun: str, things: Iterable[Team | Feature | CustomMetric]) -> list[Mistake]:
    first: dict[str, Team | Feature | CustomMetric] = {}
    mistakes = []
    for thing in things:
        if isinstance(thing.name, str) and first.setdefault(thing.name, thing) is not thing:
            seen = f"it is declared already in {first[thing.name].place}"
            renamed = f"give one of them another name, or keep one; the name of a {noun} is part of keys and tags"
            remedy = "keep one of them" if isinstance(thing, CustomMetric) else renamed
            mistakes.append(Mistake(thing.place, f"{noun} {thing.name}", seen, remedy))
    return mistakes


def _doubled_keys(
    setting: Setting, things: Iterable[Declaration], declared_by_hand: Iterable[Declaration]
) -> Iterator[Mistake]:
    first: dict[tuple[str, str], Declaration] = {}
    keyed = [(thing, first.setdefault((thing.kind, setting.key_of(thing)), thing)) for thing in things]
    doubles = [(thing, other) for thing, other in keyed if other is not thing]
    by_hand = {id(thing) for thing in declared_by_hand}
    # The parts of a double composite are double as well, which nobody needs to read beside it.
    for thing, other in [double for double in doubles if not _is_part(double[0])] or doubles:
        seen = f"it is declared already in {other.place}"
        remedy = "give it another name" if id(thing) in by_hand else "keep one of them, or put both into one"
        subject = f"{thing.kind} {setting.key_of(thing)}"
        yield Mistake(thing.place, subject, seen, f"{remedy}; a key belongs to one object")


def _is_part(thing: Declaration) -> bool:
    return isinstance(thing, Monitor) and not thing.tells


def _in_order(declared: Declared) -> list[Policy]:
    """The policies as the catalog lists them, then those that its modules declare, by name.

    A page shows what they make in this order, which must not change when a declaration moves in its file.
    """
    listed = {id(policy) for policy in declared.catalog.policies}
    return sorted(declared.policies, key=lambda policy: "" if id(policy) in listed else policy.name)


def _made(
    policies: Iterable[Policy], features: Iterable[Feature], mistakes: list[Mistake]
) -> tuple[list[Declaration], bool]:
    """What the policies make of the features, and whether it is everything: what one raises, or else hands out, is a
    mistake.
    """
    things: list[Declaration] = []
    before = len(mistakes)
    made_by = [(policy, feature) for feature in features for policy in policies if isinstance(policy, Policy)]
    for policy, feature in made_by:
        try:
            with redirect_stdout(sys.stderr):
                made = list(policy(feature))
        except (Exception, SystemExit) as error:  # noqa: BLE001 - a user's policy may raise anything; it is reported
            otherwise = policy.place if is_users(policy.place.file) else feature.place
            mistakes.append(mistake_of(error, otherwise))
            continue
        for thing in made:
            if isinstance(thing, Declaration):
                things.append(thing)
            else:
                seen = f"for the feature {feature.name} it makes {thing!r}"
                mistakes.append(Mistake(policy.place, f"policy {policy.name}", seen, "yield Monitor(…) or Slo(…)"))
    return things, len(mistakes) == before
