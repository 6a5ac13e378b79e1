"""Every mistake in a catalog, all at once, each with the line of its declaration and what to write instead."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar

import attrs

from dogwatch.declare.bodies.synthetic_test import monitor_of
from dogwatch.declare.catalog import Declared
from dogwatch.declare.checks import look
from dogwatch.declare.correction import Correction
from dogwatch.declare.dashboard import Dashboard
from dogwatch.declare.dashboard_list import DashboardList
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.downtime import Downtime
from dogwatch.declare.expand import expand
from dogwatch.declare.feature import Feature
from dogwatch.declare.imported import Imported
from dogwatch.declare.made import in_order, made_by
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.notification_rule import NotificationRule
from dogwatch.declare.powerpack import Powerpack
from dogwatch.declare.rules.body import further_field_mistakes
from dogwatch.declare.rules.catalog import catalog_mistakes, lost_mistakes
from dogwatch.declare.rules.correction import correction_mistakes, crowded_mistakes
from dogwatch.declare.rules.cost import cost_mistakes
from dogwatch.declare.rules.dashboard import dashboard_mistakes, drawn
from dogwatch.declare.rules.dashboard_list import dashboard_list_mistakes
from dogwatch.declare.rules.declaration import declaration_mistakes
from dogwatch.declare.rules.doubles import doubled_keys, doubles
from dogwatch.declare.rules.downtime import downtime_mistakes
from dogwatch.declare.rules.feature import feature_mistakes
from dogwatch.declare.rules.imported import imported_mistakes
from dogwatch.declare.rules.json import outside_json
from dogwatch.declare.rules.metric import metric_mistakes
from dogwatch.declare.rules.monitor import argument_mistakes, sense_mistakes
from dogwatch.declare.rules.notification_rule import notification_rule_mistakes
from dogwatch.declare.rules.powerpack import powerpack_mistakes
from dogwatch.declare.rules.reference import composite_mistakes, kind_mistakes, meant_by, reference_mistakes
from dogwatch.declare.rules.rename import idle_renames, rename_mistakes
from dogwatch.declare.rules.routing import routing_mistakes, unheard, waking_texts
from dogwatch.declare.rules.slo import query_mistakes, slo_mistakes
from dogwatch.declare.rules.synthetic_test import synthetic_test_mistakes
from dogwatch.declare.rules.system import system_mistakes
from dogwatch.declare.rules.team import team_mistakes
from dogwatch.declare.rules.tier import doubled_tiers, tier_mistakes
from dogwatch.declare.setting import FIRST_APP, Setting
from dogwatch.declare.slo import Slo
from dogwatch.declare.synthetic_test import SyntheticTest
from dogwatch.declare.system import System
from dogwatch.declare.wrong import Wrong
from dogwatch.errors import CatalogError, Mistake
from dogwatch.kinds import KINDS, Reference, Resource

T = TypeVar("T")


@attrs.frozen
class Examined:
    """A catalog without mistakes: the resources of an environment, and what is doubtful in them."""

    resources: list[Resource]
    warnings: list[Mistake]


def check(declared: Declared, env: str, app: str = FIRST_APP, today: date = date.min) -> list[Resource]:
    """The resources of an environment; raises CatalogError with every mistake when there are any."""
    return examine(declared, env, app, today).resources


def examine(
    declared: Declared, env: str, app: str = FIRST_APP, today: date = date.min, prefix: str | None = None
) -> Examined:
    """The resources of an environment with every warning; raises CatalogError with every mistake when there are any.

    `app` is the address at which people see the Datadog that they go to, `today` the day on which silences end or not,
    `prefix` what names begin with there.

    What is built on a declaration is looked at only when the declaration itself is right: what is made of sound
    features, the bodies of sound monitors, references to them. So one mistake is not reported as three.
    """
    mistakes = [*catalog_mistakes(declared), *lost_mistakes(declared), *doubles("team", declared.teams)]
    mistakes += [*doubles("metric", declared.metrics), *doubled_tiers(declared.tiers)]
    declared = attrs.evolve(declared, tiers=tuple(_sound(declared.tiers, tier_mistakes, mistakes)))
    setting = Setting.of(declared, env, app, prefix)
    teams = {team.name for team in _sound(declared.teams, lambda team: team_mistakes(team, declared.catalog), mistakes)}
    features = _sound_features(declared, mistakes)
    made, is_all_made = made_by(in_order(declared), features, mistakes)
    unsound = {id(feature) for feature in declared.features} - {id(feature) for feature in features}
    by_hand = sorted(declared.by_hand, key=lambda thing: str(thing.path))
    things = [thing for thing in (*made, *by_hand) if id(thing.feature) not in unsound]
    right = _sound(things, lambda thing: _argument_mistakes(thing, declared), mistakes)
    mistakes += [*doubled_keys(setting, right, declared.by_hand), *rename_mistakes(right, setting)]
    right = _sound(right, lambda thing: _sense_mistakes(thing, setting), mistakes)
    # A page of the whole catalog cannot be drawn of half of it; what is wrong with the other half is said already.
    right = drawn([thing for thing in right if not unsound or not _is_over_features(thing)], setting, mistakes)
    metrics = _sound(declared.metrics, lambda metric: metric_mistakes(metric, declared), mistakes)
    resources = expand(right, setting, metrics)
    imported = _imported(right, setting)
    sound = _sound(resources, _body_mistakes, mistakes)
    mistakes += composite_mistakes(sound, lambda resource: resource.reference not in imported)
    doubts = [mistake for thing in right if thing.is_imported for mistake in _doubtful(thing, setting)]
    doubts += composite_mistakes(sound, lambda resource: resource.reference in imported)
    doubts += idle_renames(setting, features, right)
    mistakes += [*kind_mistakes(sound), *crowded_mistakes(sound)]
    mistakes += unheard([thing for thing in right if _answers(thing, setting, teams)], resources, setting)
    meant = meant_by(resources, _doubts(setting, declared, features if is_all_made else (), things))
    mistakes += reference_mistakes(resources, meant, env)
    sense = look(right, {resource.reference: resource for resource in sound}, declared, setting, today, meant)
    mistakes += sense.errors
    # What a catalog costs is told once the rest of it is right.
    mistakes += [] if mistakes else cost_mistakes(declared, resources)
    if mistakes:
        # With half of a catalog left out, a silence may only seem to have nothing to leave out.
        raise CatalogError(dict.fromkeys(mistakes), _sorted([*doubts, *sense.warnings_of_part]))
    return Examined(resources, _sorted([*doubts, *sense.warnings]))


def _sorted(warnings: Iterable[Mistake]) -> list[Mistake]:
    return sorted(dict.fromkeys(warnings), key=lambda mistake: mistake.place)


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
    doubled = doubles("feature", declared.features)
    mistakes += doubled
    features = _sound(declared.features, lambda feature: feature_mistakes(feature, declared), mistakes)
    return [] if doubled else features


def _argument_mistakes(thing: Declaration, declared: Declared) -> Iterator[Mistake]:
    # A page of no features has no team to take from them: that would be the same mistake twice.
    if not isinstance(thing, Dashboard) or not isinstance(thing.widgets, Wrong):
        yield from declaration_mistakes(thing, declared)
    if isinstance(thing, Dashboard):
        yield from dashboard_mistakes(thing)
        return
    if isinstance(thing, Imported):
        yield from imported_mistakes(thing)
        return
    yield from further_field_mistakes(thing)
    if isinstance(thing, Monitor):
        yield from argument_mistakes(thing)
    elif isinstance(thing, Slo):
        yield from slo_mistakes(thing)
    elif isinstance(thing, SyntheticTest):
        yield from synthetic_test_mistakes(thing)
    elif isinstance(thing, Powerpack):
        yield from powerpack_mistakes(thing)
    elif isinstance(thing, Correction):
        yield from correction_mistakes(thing)
    elif isinstance(thing, Downtime):
        yield from downtime_mistakes(thing)
    elif isinstance(thing, NotificationRule):
        yield from notification_rule_mistakes(thing, declared.catalog.production)
    elif isinstance(thing, DashboardList):
        yield from dashboard_list_mistakes(thing)
    elif isinstance(thing, System):
        yield from system_mistakes(thing)


def _sense_mistakes(thing: Declaration, setting: Setting) -> Iterator[Mistake]:
    if isinstance(thing, SyntheticTest):
        thing = monitor_of(thing)
    elif isinstance(thing, Monitor) and not thing.is_imported:
        yield from sense_mistakes(setting.key_of(thing), thing)
    if isinstance(thing, Monitor) and not thing.is_imported:
        yield from waking_texts(setting.key_of(thing), thing, setting.catalog.production)
        yield from routing_mistakes(thing, setting)


def _doubtful(thing: Declaration, setting: Setting) -> Iterator[Mistake]:
    """What would be a mistake in a declaration of one's own. Datadog runs what was imported as it is today."""
    if isinstance(thing, Monitor):
        yield from sense_mistakes(setting.key_of(thing), thing)
    elif isinstance(thing, Slo):
        yield from query_mistakes(thing)


def _answers(thing: Declaration, setting: Setting, sound: Container[str]) -> bool:
    """Whether a sound team answers for it. Whom imported monitors tell is known to those who run them today."""
    return not thing.is_imported and setting.team_of(thing).name in sound


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


def _imported(things: Iterable[Declaration], setting: Setting) -> set[Reference]:
    return {Reference(thing.kind, setting.key_of(thing)) for thing in things if thing.is_imported}


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
