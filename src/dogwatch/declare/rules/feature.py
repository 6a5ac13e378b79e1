"""What is wrong with features and their signals, by themselves."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import product
from typing import Any

import attrs

from dogwatch.declare import rules
from dogwatch.declare.catalog import Declared
from dogwatch.declare.feature import Feature
from dogwatch.declare.limit import Threshold
from dogwatch.declare.objectives import Promise
from dogwatch.declare.rules.calls import call_mistakes
from dogwatch.declare.rules.engagement import engagement_mistakes
from dogwatch.declare.rules.objective import objective_mistakes
from dogwatch.declare.rules.rename import old_name_mistakes
from dogwatch.declare.rules.request import request_mistakes
from dogwatch.declare.rules.silence import silence_mistakes
from dogwatch.declare.rules.text import wrong_text
from dogwatch.declare.signals import CallSignal, Engagement, Errors, Latency, Resources, Signal, Traffic
from dogwatch.declare.source import argument_place
from dogwatch.declare.tier import tiers_with
from dogwatch.declare.wrong import Wrong
from dogwatch.errors import Mistake
from dogwatch.nearest import nearest
from dogwatch.values import Duration, Rate

_EXAMPLES = {
    Latency: 'p95="400ms"',
    Errors: 'rate="1%"',
    Traffic: 'min="1/s"',
    Resources: 'cpu="50ms"',
    Engagement: 'actions=["pay"], drop="30%"',
}
# What is no limit by itself.
_CIRCUMSTANCES = frozenset({"over", "why", "by", "notify_by", "compare", "actions", "against", "least"})
# Datadog's windows of metric monitors: a minute to a month (docs: monitors, configuration).
_WINDOW = (60, 730 * 3600)
# How many calls make a window of which something can be said.
_SOME = 10


def feature_mistakes(feature: Feature, declared: Declared) -> Iterator[Mistake]:
    subject = f"feature {feature.name}"
    yield from rules.name("feature", feature.name, feature.place)
    yield from rules.owner(subject, feature.team, feature.place, declared.teams)
    yield from rules.service(subject, feature.service, feature.place)
    yield from rules.tags(subject, feature.tags, feature.place)
    for seen, remedy in _tier(feature, declared):
        yield Mistake(argument_place(feature.place, "tier"), f"{subject}: tier", seen, remedy)
    for seen, remedy in _related(feature, declared):
        yield Mistake(argument_place(feature.place, "related"), f"{subject}: related", seen, remedy)
    yield from rules.values(subject, feature.values, feature.place)
    yield from silence_mistakes(subject, feature.silences, feature.place)
    yield from old_name_mistakes(subject, feature)
    yield from rules.protection(subject, feature.protect, feature.place)
    for argument, sentence in _texts(feature):
        yield Mistake(argument_place(feature.place, argument), f"{subject}: {argument}", *sentence)
    if not _is_measured(feature, declared):
        remedy = 'give it signals, as in signals=[Latency(p95="400ms"), Errors(rate="1%")]'
        yield Mistake(feature.place, subject, "nothing of it is measured", remedy)
    for signal in feature.signals:
        yield from _signal(subject, signal, feature)
    yield from _torn_traffic(subject, feature)
    yield from request_mistakes(feature, declared)
    yield from objective_mistakes(subject, feature)


def _is_measured(feature: Feature, declared: Declared) -> bool:
    return bool(feature.signals or feature.objectives or any(thing.feature is feature for thing in declared.by_hand))


def _texts(feature: Feature) -> Iterator[tuple[str, tuple[str, str]]]:
    """What stands in messages as it is written."""
    if not isinstance(feature.description, str):
        yield "description", (f"{feature.description!r} is no text", "write what it does for people")
    else:
        yield from (("description", wrong) for wrong in wrong_text(feature.description))
    for argument in ("runbook", "dashboard"):
        written = getattr(feature, argument)
        if written is not None and not isinstance(written, str):
            yield argument, (f"{written!r} is no address", "write an address, or a path in the catalog's repository")


def _related(feature: Feature, declared: Declared) -> Iterator[tuple[str, str]]:
    """Other features of the catalog."""
    if not feature.related:
        return
    known = [other.name for other in declared.features]
    for name in feature.related_names:
        if name == feature.name:
            yield f"{name!r} is this feature itself", "name others"
        elif name not in known:
            meant = nearest(name, known)
            yield f"there is no feature {name!r}", f"did you mean {meant!r}?" if meant else "write the name of one"


def _tier(feature: Feature, declared: Declared) -> Iterator[tuple[str, str]]:
    """A tier there is, and somebody to wake where it says so."""
    tiers = tiers_with(declared.tiers)
    if type(feature.tier) is not int or feature.tier not in tiers:
        yield f"{feature.tier!r} is no tier", f"write a number from {min(tiers)} (the most important) to {max(tiers)}"
    elif tiers[feature.tier].pages:
        calm = [f"or the feature another tier, such as {tier.number}" for tier in tiers.values() if not tier.pages]
        for team in declared.teams:
            if not team.page and feature.team in (team, team.name):
                remedy = ", ".join(['give the team page="@pagerduty-…"', *calm[:1]])
                yield f"tier {feature.tier} wakes somebody, but the team {team.name} has no page", remedy


def _signal(subject: str, signal: object, feature: Feature) -> Iterator[Mistake]:
    if not isinstance(signal, Signal):
        place = argument_place(feature.place, "signals")
        remedy = "move it to objectives=[…]" if isinstance(signal, Promise) else "write Latency, Errors, Traffic, …"
        yield Mistake(place, f"{subject}: signals", f"{rules.called(signal)} is no signal", remedy)
        return
    kind = type(signal).__name__
    limits = {field: value for field, value in _values(signal).items() if field not in _CIRCUMSTANCES}
    if all(value is None for value in limits.values()):
        example = _EXAMPLES.get(type(signal), "…")
        yield Mistake(signal.place, f"{subject}: {kind}", "it has no limit", f"write {kind}({example})")
    for field, value in _values(signal).items():
        for seen, remedy in _value(signal, field, value):
            yield Mistake(argument_place(signal.place, field), f"{subject}: {kind} {field}", seen, remedy)
    if isinstance(signal, Engagement | CallSignal):
        found = engagement_mistakes(signal) if isinstance(signal, Engagement) else call_mistakes(signal)
        for field, (seen, remedy) in found:
            yield Mistake(argument_place(signal.place, field), f"{subject}: {kind} {field}", seen, remedy)
    for seen, remedy in _contradictions(signal):
        yield Mistake(signal.place, f"{subject}: {kind}", seen, remedy)


def _torn_traffic(subject: str, feature: Feature) -> Iterator[Mistake]:
    """A floor of one signal above the ceiling of another: some alert would always stand."""
    signals = feature.signals_of(Traffic)
    floors = [signal for signal in signals if isinstance(signal.min, Threshold)]
    ceilings = [signal for signal in signals if isinstance(signal.max, Threshold)]
    for floor, ceiling in product(floors, ceilings):
        if floor is not ceiling and floor.min.critical >= ceiling.max.critical:  # type: ignore[union-attr]
            least, most = floor.min.critical, ceiling.max.critical  # type: ignore[union-attr]
            seen = f"no traffic is both above {least} and below {most}, the max in {ceiling.place}"
            yield Mistake(floor.place, f"{subject}: Traffic", seen, f"write a min below {most}")


def _values(signal: Signal) -> dict[str, Any]:
    return {field.name: getattr(signal, field.name) for field in attrs.fields(type(signal)) if field.name != "place"}


def _value(signal: Signal, field: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, Wrong):
        yield from map(rules.halves, value.sentences)
    elif isinstance(value, Threshold):
        yield from _threshold(value, below=isinstance(signal, Traffic) and field == "min")
    elif field == "over" and not _WINDOW[0] <= signal.over.seconds <= _WINDOW[1]:
        yield f"Datadog has no window of {signal.over}", "write 1m to 730h, as in '5m'"
    elif field in ("over", "against") and isinstance(value, Duration) and value.seconds % 60:
        yield f"{value} is not a whole number of minutes", "write whole minutes, as in '5m'"


def _threshold(limit: Threshold[Any], *, below: bool) -> Iterator[tuple[str, str]]:
    """Signs, and that the warning comes before the alert: above it for a minimum, below it otherwise."""
    for value in filter(None, (limit.critical, limit.warn)):
        if value.base <= 0:
            yield f"{value} is not above zero", "write a limit above zero"
        if value.noun == "percentage" and value.base >= 1:
            yield f"no share is above {value}", "write one below '100%'"
    if limit.warn is None:
        return
    if (limit.warn <= limit.critical) if below else (limit.warn >= limit.critical):
        side = "above" if below else "below"
        seen = f"it warns at {limit.warn} and alerts at {limit.critical}, so nobody would be warned before the alert"
        yield seen, f"write a warn {side} {limit.critical}"


def _contradictions(signal: Signal) -> Iterator[tuple[str, str]]:
    match signal:
        case Traffic(min=Threshold() as least, max=Threshold() as most) if least.critical >= most.critical:
            seen = f"no traffic is both above {least.critical} and below {most.critical}"
            yield seen, f"write a max above {least.critical}"
    if isinstance(signal, Traffic) and isinstance(signal.over, Duration):
        yield from _less_than_a_call(signal)


def _less_than_a_call(signal: Traffic) -> Iterator[tuple[str, str]]:
    """A rate that is less than one call in the window: every window without one would be too few, any call too many."""
    for limit in (signal.min, signal.max):
        if isinstance(limit, Threshold) and 0 < round(limit.critical.per_second * signal.over.seconds, 6) < 1:
            seen = f"{limit.critical} is less than one call in {signal.over}, so that it says nothing about a window"
            yield seen, f"write a longer window, as in over='{Duration(_some_minutes(limit.critical))}', or more calls"


def _some_minutes(rate: Rate) -> float:
    """A window in which a rate makes ten calls, in whole minutes, or the longest that Datadog has."""
    return min(math.ceil(round(_SOME / rate.per_second / 60, 6)) * 60.0, _WINDOW[1])
