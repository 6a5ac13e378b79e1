"""What is wrong with monitors, written by hand or made by a policy."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from dogwatch.declare.monitor import Monitor
from dogwatch.declare.rules.declaration import environment_mistakes, says_something
from dogwatch.declare.rules.json import outside_json
from dogwatch.declare.rules.query import unreadable_monitor
from dogwatch.declare.rules.text import wrong_text
from dogwatch.declare.rules.tier import renotify_mistakes
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake
from dogwatch.query import MetricAlert, SloAlert

# They ask about other monitors and SLOs, which belong to an environment themselves.
_OF_OTHERS = frozenset({"composite", "slo alert"})

Said = Iterator[tuple[str, str]]


def argument_mistakes(monitor: Monitor) -> Iterator[Mistake]:
    """Arguments of the wrong type: all else builds on them."""
    for argument, (seen, remedy) in _wrong_types(monitor):
        place = argument_place(monitor.place, argument)
        yield Mistake(place, f"monitor {monitor.name}: {argument}", seen, remedy)
    if isinstance(monitor.options, Mapping):
        for path, seen, remedy in outside_json(dict(monitor.options), "options"):
            yield Mistake(argument_place(monitor.place, "options"), f"monitor {monitor.name}: {path}", seen, remedy)


def _wrong_types(monitor: Monitor) -> Iterator[tuple[str, tuple[str, str]]]:
    for argument in _in_words(monitor):
        for said in says_something(getattr(monitor, argument), "what it means when it alerts"):
            yield argument, said
    yield from (("message", said) for said in _wrong_message(monitor))
    if not isinstance(monitor.type, str):
        yield "type", (f"{monitor.type!r} is no text", 'write one of Datadog\'s types, as in "composite"')
    if not isinstance(monitor.absence, str):
        yield "absence", (f"{monitor.absence!r} is no text", "write in words what it means when no data comes")
    if monitor.warn is not None and not _is_number(monitor.warn):
        yield "warn", (f"{monitor.warn!r} is no number", "write it in the unit of the metric, as in 0.3")
    yield from _wrong_routing(monitor)
    if not isinstance(monitor.options, Mapping):
        yield "options", (f"{monitor.options!r} is no mapping", "write Datadog's options, as in {'timeout_h': 1}")
    elif not isinstance(thresholds := monitor.options.get("thresholds") or {}, Mapping):
        yield "options", (f"the thresholds {thresholds!r} are no mapping", "write them as in {'critical_recovery': 2}")


def _in_words(monitor: Monitor) -> tuple[str, ...]:
    """The arguments that have to say something."""
    if monitor.is_imported:
        return ()
    return ("title", "what") if monitor.message is None else ("title",)


def _wrong_message(monitor: Monitor) -> Said:
    """A message of its own is a text, beside which nothing is heard that would stand in dogwatch's."""
    if monitor.message is None:
        return
    if not isinstance(monitor.message, str):
        yield f"{monitor.message!r} is no text", "write what Datadog shall send, and whom it tells"
    for argument in ("what", "absence", "why", "pages"):
        if getattr(monitor, argument):
            seen = f"it has a message of its own, in which {argument}= does not stand"
            yield seen, f"leave {argument}= or message= out"


def _wrong_routing(monitor: Monitor) -> Iterator[tuple[str, tuple[str, str]]]:
    if not isinstance(monitor.tells, bool):
        yield "tells", (f"{monitor.tells!r} is neither True nor False", "write one of them")
    if monitor.pages is not None and not isinstance(monitor.pages, bool):
        yield "pages", (f"{monitor.pages!r} is neither True nor False", "write one of them, or leave it to the tier")
    if type(monitor.milder) is not int or monitor.milder < 0:
        yield "milder", (f"{monitor.milder!r} is no number of priorities", "write a whole number from 0 on")
    yield from (("renotify", said) for said in renotify_mistakes(monitor.renotify))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def sense_mistakes(key: str, monitor: Monitor) -> Iterator[Mistake]:
    """What it asks and says: a query of the environment, handles that are delivered."""
    escalation = monitor.options.get("escalation_message")
    said = {
        "query": _query(monitor),
        "title": wrong_text(monitor.title),
        "what": wrong_text(monitor.what),
        "absence": wrong_text(monitor.absence),
        "message": wrong_text(monitor.message or "", is_imported=monitor.is_imported),
        "options": wrong_text(escalation) if isinstance(escalation, str) else iter(()),
    }
    for argument, sentences in said.items():
        for seen, remedy in sentences:
            yield Mistake(argument_place(monitor.place, argument), f"monitor {key}: {argument}", seen, remedy)


def _query(monitor: Monitor) -> Said:
    query = monitor.query
    if not isinstance(query, MetricAlert | SloAlert | str):
        remedy = 'compare it, as in checkout.metrics.duration.p95().over("5m") > 0.4'
        yield f"{str(query)!r} is no query of a monitor", remedy
        return
    if isinstance(query, SloAlert) and monitor.type != "slo alert":
        yield f"it asks about an SLO, but the type is {monitor.type!r}", 'write type="slo alert"'
    unreadable = list(unreadable_monitor(query, monitor.type)) if isinstance(query, str) else []
    is_limited = bool(monitor.environments) or monitor.type in _OF_OTHERS
    if monitor.is_imported and isinstance(query, str):
        yield from unreadable
        return
    yield from unreadable or environment_mistakes(query, is_limited=is_limited)
