"""Every mistake in a catalog, all at once, each with the line of its declaration and what to write instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from dogwatch.declare.catalog import Declared
from dogwatch.declare.expand import expand, key_of, monitors, threshold_of
from dogwatch.declare.feature import Feature
from dogwatch.declare.handles import glued_handles, written_handles, wrong_handle
from dogwatch.declare.limit import Threshold
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.nearest import nearest
from dogwatch.declare.signals import Errors, Latency, Signal, Traffic
from dogwatch.declare.source import argument_place
from dogwatch.declare.team import Team
from dogwatch.declare.wrong import Wrong
from dogwatch.errors import CatalogError, Mistake
from dogwatch.kinds import KINDS, Resource
from dogwatch.names import is_name, normalized_tag
from dogwatch.place import Place
from dogwatch.query import MetricAlert, variables

_TIERS = range(1, 6)


def check(declared: Declared, env: str) -> list[Resource]:
    """The resources of an environment; raises CatalogError with every mistake when there are any.

    Declarations are checked first, then what the policies make of them, then the bodies: each step needs the one
    before to be right.
    """
    _refuse(_declarations(declared))
    made = list(monitors(declared))
    _refuse(_monitors(declared, made))
    resources = expand(declared, made, env)
    _refuse(mistake for resource in resources for mistake in _body(resource))
    return resources


def _refuse(mistakes: Iterable[Mistake]) -> None:
    each = {(mistake.place, str(mistake)): mistake for mistake in mistakes}
    if each:
        raise CatalogError(each.values())


def _declarations(declared: Declared) -> Iterator[Mistake]:
    yield from _catalog(declared)
    yield from _duplicates("team", declared.teams)
    yield from _duplicates("feature", declared.features)
    for team in declared.teams:
        yield from _team(team)
    for feature in declared.features:
        yield from _feature(feature, declared)
    for monitor in declared.monitors:
        yield from _monitor(monitor, declared)


def _catalog(declared: Declared) -> Iterator[Mistake]:
    catalog = declared.catalog
    yield from _name("catalog", catalog.name, catalog.place)
    if not declared.features and not declared.monitors:
        yield Mistake(
            catalog.place,
            f"catalog {catalog.name}",
            "it declares no feature",
            f"bind a Feature to a name in {catalog.module}, or list its package in packages=",
        )


def _name(noun: str, name: object, place: Place) -> Iterator[Mistake]:
    if not isinstance(name, str) or not is_name(name):
        proposal = normalized_tag(str(name)).replace("/", "-").replace(":", "-").replace("_", "-").strip("-.")
        yield Mistake(
            place,
            f"{noun} {name!r}",
            "a name is part of keys and tags: lower case words joined by - or _, a letter first, at most 80 characters",
            f"write {proposal!r}" if is_name(proposal) else "write a name such as 'checkout'",
        )


def _duplicates(noun: str, things: Iterable[Team | Feature]) -> Iterator[Mistake]:
    by_name: dict[str, list[Any]] = defaultdict(list)
    for thing in things:
        by_name[thing.name].append(thing)
    for name, same in by_name.items():
        for later in same[1:]:
            yield Mistake(
                later.place,
                f"{noun} {name}",
                f"it is declared already in {same[0].place}",
                f"give one of them another name; the name of a {noun} is part of keys",
            )


def _team(team: Team) -> Iterator[Mistake]:
    yield from _name("team", team.name, team.place)
    for argument in ("page", "notify"):
        handle = getattr(team, argument)
        if handle is not None and (wrong := wrong_handle(handle)):
            seen, _, remedy = wrong.partition("; ")
            yield Mistake(argument_place(team.place, argument), f"team {team.name}: {argument}", seen, remedy)


def _feature(feature: Feature, declared: Declared) -> Iterator[Mistake]:
    subject = f"feature {feature.name}"
    yield from _name("feature", feature.name, feature.place)
    yield from _owner(subject, feature.team, feature.place, declared)
    yield from _tag_value(subject, "service", feature.service, feature.place)
    yield from _tags(subject, feature.tags, feature.place)
    if isinstance(feature.tier, bool) or feature.tier not in _TIERS:
        yield Mistake(
            argument_place(feature.place, "tier"),
            f"{subject}: tier",
            f"{feature.tier!r} is no tier",
            "write a number from 1 (somebody is woken) to 5",
        )
    if not feature.signals and not any(monitor.feature is feature for monitor in declared.monitors):
        yield Mistake(
            feature.place,
            subject,
            "nothing of it is measured",
            'give it signals, as in signals=[Latency(p95="400ms"), Errors(rate="1%")]',
        )
    for signal in feature.signals:
        yield from _signal(subject, signal, feature)


def _owner(subject: str, owner: object, place: Place, declared: Declared) -> Iterator[Mistake]:
    names = [team.name for team in declared.teams]
    if isinstance(owner, Team) or owner in names:
        return
    meant = nearest(str(owner), names)
    known = f"did you mean {meant!r}?" if meant else f"known teams: {', '.join(names) or 'none'}"
    yield Mistake(argument_place(place, "team"), f"{subject}: team", f"there is no team {owner!r}", known)


def _tag_value(subject: str, key: str, value: object, place: Place) -> Iterator[Mistake]:
    tag = f"{key}:{value}"
    if not isinstance(value, str) or not value:
        yield Mistake(
            argument_place(place, key), f"{subject}: {key}", f"{value!r} is no name", "write one, as in 'shop-api'"
        )
    elif normalized_tag(tag) != tag:
        yield _rewritten(f"{subject}: {key}", value, normalized_tag(tag).partition(":")[2], argument_place(place, key))


def _tags(subject: str, tags: Iterable[str], place: Place) -> Iterator[Mistake]:
    for tag in tags:
        if not isinstance(tag, str) or normalized_tag(tag) != tag:
            yield _rewritten(f"{subject}: tag", tag, normalized_tag(str(tag)), argument_place(place, "tags"))


def _rewritten(subject: str, written: object, stored: str, place: Place) -> Mistake:
    remedy = f"write {stored!r}" if stored else "write it with letters, digits and _-:./, a letter first"
    return Mistake(place, subject, f"Datadog would store {written!r} as {stored!r}", remedy)


def _signal(subject: str, signal: object, feature: Feature) -> Iterator[Mistake]:
    if not isinstance(signal, Signal):
        place = argument_place(feature.place, "signals")
        yield Mistake(place, f"{subject}: signals", f"{signal!r} is no signal", "write Latency, Errors or Traffic")
        return
    name = type(signal).__name__
    fields = [field.name for field in attrs.fields(type(signal)) if field.name != "place"]
    values = {field: getattr(signal, field) for field in fields}
    if all(value is None for field, value in values.items() if field != "over"):
        example = {Latency: 'p95="400ms"', Errors: 'rate="1%"', Traffic: 'min="1/s"'}.get(type(signal), "a limit")
        yield Mistake(signal.place, f"{subject}: {name}", "it has no limit", f"write {name}({example})")
    for field, value in values.items():
        limited = f"{subject}: {name} {field}"
        if isinstance(value, Wrong):
            place = argument_place(signal.place, field)
            yield from (Mistake(place, limited, *_halves(sentence)) for sentence in value.sentences)
        elif isinstance(value, Threshold):
            below = isinstance(signal, Traffic) and field == "min"
            for seen, remedy in _threshold(value, below=below):
                yield Mistake(argument_place(signal.place, field), limited, seen, remedy)
    if not isinstance(signal.over, Wrong) and not 60 <= signal.over.seconds <= 730 * 3600:
        place = argument_place(signal.place, "over")
        yield Mistake(place, f"{subject}: {name} over", f"a window of {signal.over}", "write 1m to 730h, as in '5m'")


def _halves(sentence: str) -> tuple[str, str]:
    seen, _, remedy = sentence.partition("; ")
    return seen, remedy or "write another value"


def _threshold(limit: Threshold[Any], *, below: bool) -> Iterator[tuple[str, str]]:
    """What is seen and its remedy: signs, and that the warning comes before the alert (above it for a minimum)."""
    for value in filter(None, (limit.critical, limit.warn)):
        if value.base <= 0:
            yield f"{value} is not above zero", f"write a limit such as {value.example!r}"
        if value.noun == "percentage" and value.base > 1:
            yield f"{value} is more than everything", "write at most '100%'"
    if limit.warn is None:
        return
    if (limit.warn <= limit.critical) if below else (limit.warn >= limit.critical):
        side = "above" if below else "below"
        yield (
            f"it warns at {limit.warn} and alerts at {limit.critical}, so the alert comes first",
            f"write a warn {side} {limit.critical}",
        )


def _monitor(monitor: Monitor, declared: Declared) -> Iterator[Mistake]:
    subject = f"monitor {monitor.path}"
    yield from _name("monitor", monitor.name, monitor.place)
    if monitor.owner is None:
        remedy = "give it feature= or team="
        yield Mistake(monitor.place, subject, "nobody answers for it", remedy)
    elif monitor.team is not None:
        yield from _owner(subject, monitor.team, monitor.place, declared)
    if monitor.service is not None:
        yield from _tag_value(subject, "service", monitor.service, monitor.place)
    yield from _tags(subject, monitor.tags, monitor.place)


def _monitors(declared: Declared, made: Iterable[Monitor]) -> Iterator[Mistake]:
    """What the policies made: keys that occur once, queries of the environment, thresholds, handles in the words."""
    seen: dict[str, Monitor] = {}
    for monitor in made:
        key = key_of(declared, monitor)
        if key in seen:
            yield Mistake(
                monitor.place,
                f"monitor {key}",
                f"it is declared already in {seen[key].place}",
                "give one of them another name; two objects cannot share a key",
            )
        seen[key] = monitor
        yield from _query(f"monitor {key}", monitor)
        yield from _warning(f"monitor {key}", monitor)
        yield from _words(f"monitor {key}", monitor)


def _query(subject: str, monitor: Monitor) -> Iterator[Mistake]:
    for seen, remedy in _query_mistakes(monitor):
        yield Mistake(argument_place(monitor.place, "query"), f"{subject}: query", seen, remedy)


def _query_mistakes(monitor: Monitor) -> Iterator[tuple[str, str]]:
    query = monitor.query
    if not isinstance(query, MetricAlert | str):
        remedy = 'compare it, as in checkout.metrics.duration.p95().over("5m") > 0.4'
        yield f"{str(query)!r} is no query of a monitor", remedy
        return
    used = variables(query) if isinstance(query, MetricAlert) else ["env"] if "$env" in query else []
    for name in used:
        if name != "env":
            yield f"it has the variable ${name}", "a monitor knows only $env"
    if "env" not in used and not monitor.environments:
        yield (
            f"{str(query)!r} watches every environment at once",
            'put $env into its scope, or say environments=("prod",) if it belongs to one',
        )


def _warning(subject: str, monitor: Monitor) -> Iterator[Mistake]:
    """Only a query of the builder says which side is harmless; Datadog checks the others."""
    if monitor.warn is None or not isinstance(monitor.query, MetricAlert):
        return
    critical, above = monitor.query.threshold, monitor.query.comparator in (">", ">=")
    if (monitor.warn >= critical) if above else (monitor.warn <= critical):
        side = "below" if above else "above"
        yield Mistake(
            argument_place(monitor.place, "warn"),
            subject,
            f"it warns at {monitor.warn} and alerts at {critical}, so the alert comes first",
            f"write a warn {side} {critical}",
        )


def _words(subject: str, monitor: Monitor) -> Iterator[Mistake]:
    for seen, remedy in _wrong_words(monitor.what):
        yield Mistake(argument_place(monitor.place, "what"), f"{subject}: what", seen, remedy)
    if monitor.title != monitor.title.strip() or not monitor.title:
        place = argument_place(monitor.place, "title")
        seen = f"{monitor.title!r} is empty, or begins or ends with white space"
        yield Mistake(place, f"{subject}: title", seen, "write what is wrong when it alerts, in a few words")


def _wrong_words(text: str) -> Iterator[tuple[str, str]]:
    for glued in glued_handles(text):
        yield f"Datadog would not deliver {glued!r}", "put a space before the @"
    for handle in written_handles(text):
        if wrong := wrong_handle(handle.rstrip(".,;:!?)")):
            yield _halves(wrong)


def _body(resource: Resource) -> Iterator[Mistake]:
    kind = KINDS[resource.kind]
    for problem in kind.problems(resource.body):
        yield Mistake(resource.place, f"{kind.name} {resource.key}: {problem.path}", problem.seen, problem.remedy)
    thresholds = (resource.body.get("options") or {}).get("thresholds") or {}
    critical, compared = thresholds.get("critical"), threshold_of(resource.body["query"])
    if critical is not None and compared is not None and critical != compared:
        yield Mistake(
            resource.place,
            f"{kind.name} {resource.key}: options.thresholds.critical",
            f"it is {critical} but the query compares with {compared:g}",
            "leave it out, the number of the query counts; or use one number in both",
        )
