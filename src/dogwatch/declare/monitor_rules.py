"""What is wrong with monitors, written by hand or made by a policy, and with the bodies they become."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from dogwatch.declare import rules
from dogwatch.declare.catalog import Declared
from dogwatch.declare.expand import threshold_of
from dogwatch.declare.feature import Feature
from dogwatch.declare.handles import glued_handles, written_handles, wrong_handle
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake
from dogwatch.kinds import KINDS, Resource
from dogwatch.query import MetricAlert, variables

_VARIABLE = re.compile(r"\$(\w+(?:\.\w+)*)")

Said = Iterator[tuple[str, str]]


def argument_mistakes(monitor: Monitor, declared: Declared) -> Iterator[Mistake]:
    """Names, owner and tags, and arguments of the wrong type: all else builds on them."""
    subject = f"monitor {monitor.name}"
    yield from rules.name("monitor", monitor.name, monitor.place)
    for argument, (seen, remedy) in _wrong_types(monitor):
        yield Mistake(argument_place(monitor.place, argument), f"{subject}: {argument}", seen, remedy)
    if monitor.team is not None:
        yield from rules.owner(subject, monitor.team, monitor.place, declared.teams)
    elif monitor.feature is None:
        yield Mistake(monitor.place, subject, "nobody answers for it", "give it feature= or team=")
    if monitor.service is not None:
        yield from rules.service(subject, monitor.service, monitor.place)
    yield from rules.tags(subject, monitor.tags, monitor.place)


def _wrong_types(monitor: Monitor) -> Iterator[tuple[str, tuple[str, str]]]:
    feature = monitor.feature
    if feature is not None and not isinstance(feature, Feature):
        yield "feature", (f"{feature!r} is no Feature", "write the feature itself, as in feature=checkout")
    for argument in ("title", "what"):
        text = getattr(monitor, argument)
        if not isinstance(text, str) or not text.strip():
            yield argument, (f"{text!r} says nothing", "write in words what it means when it alerts")
    if monitor.warn is not None and not _is_number(monitor.warn):
        yield "warn", (f"{monitor.warn!r} is no number", "write it in the unit of the metric, as in 0.3")
    if not isinstance(monitor.options, Mapping):
        yield "options", (f"{monitor.options!r} is no mapping", "write Datadog's options, as in {'timeout_h': 1}")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def sense_mistakes(key: str, monitor: Monitor) -> Iterator[Mistake]:
    """What it asks and says: a query of the environment, thresholds in order, handles that are delivered."""
    said = {"query": _query(monitor), "warn": _warning(monitor), "what": _words(monitor.what)}
    for argument, sentences in said.items():
        for seen, remedy in sentences:
            yield Mistake(argument_place(monitor.place, argument), f"monitor {key}: {argument}", seen, remedy)


def _query(monitor: Monitor) -> Said:
    query = monitor.query
    if not isinstance(query, MetricAlert | str):
        remedy = 'compare it, as in checkout.metrics.duration.p95().over("5m") > 0.4'
        yield f"{str(query)!r} is no query of a monitor", remedy
        return
    used = variables(query) if isinstance(query, MetricAlert) else tuple(dict.fromkeys(_VARIABLE.findall(query)))
    for name in used:
        if name != "env":
            yield f"it has the variable ${name}", "a monitor knows only $env; write the tag itself"
    if "env" not in used and not monitor.environments:
        remedy = 'put $env into its scope, or say environments=("prod",) if it belongs to one'
        yield f"{str(query)!r} would watch the same in every environment", remedy


def _warning(monitor: Monitor) -> Said:
    """Only a query of the builder says which side is harmless; Datadog checks the others."""
    if monitor.warn is None or not isinstance(monitor.query, MetricAlert):
        return
    critical, above = monitor.query.threshold, monitor.query.comparator in (">", ">=")
    if (monitor.warn >= critical) if above else (monitor.warn <= critical):
        side = "below" if above else "above"
        seen = f"it warns at {monitor.warn} and alerts at {critical}, so nobody would be warned before the alert"
        yield seen, f"write a warn {side} {critical}"


def _words(text: str) -> Said:
    for glued in glued_handles(text):
        yield f"Datadog would not deliver {glued!r}", "put a space before the @"
    for handle in written_handles(text):
        if wrong := wrong_handle(handle.rstrip(".,;:!?)")):
            yield wrong


def body_mistakes(resource: Resource) -> Iterator[Mistake]:
    """What Datadog would refuse or misread in the body."""
    kind = KINDS[resource.kind]
    subject = f"{kind.name} {resource.key}"
    for problem in kind.problems(resource.body):
        yield Mistake(resource.place, f"{subject}: {problem.path}", problem.seen, problem.remedy)
    thresholds = (resource.body.get("options") or {}).get("thresholds") or {}
    critical, compared = thresholds.get("critical"), threshold_of(resource.body["query"])
    if critical is not None and compared is not None and critical != compared:
        yield Mistake(
            resource.place,
            f"{subject}: options.thresholds.critical",
            f"it is {critical} but the query compares with {compared:g}",
            "leave it out, the number of the query counts; or use one number in both",
        )
