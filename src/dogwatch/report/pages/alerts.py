"""The monitors on a page: at a glance, then each with its query and its exact message."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from dogwatch.declare import Transition, told, transitions_of
from dogwatch.kinds import Body, Reference, Resource, made_monitor, references_in
from dogwatch.report.pages.book import short_name
from dogwatch.report.pages.circumstances import circumstances
from dogwatch.report.pages.markup import anchors, code, fence, link, table, text
from dogwatch.report.pages.teams import handles

_WHEN: Mapping[Transition, str] = {
    Transition.ALERT: "when it alerts",
    Transition.RECOVERY: "when the alert ends",
    Transition.WARNING: "when it warns",
    Transition.WARNING_RECOVERY: "when the warning ends",
    Transition.ALERT_TO_WARNING: "when the alert becomes a warning",
    Transition.NO_DATA: "when data stops",
    Transition.NO_DATA_RECOVERY: "when data is back",
    Transition.UNKNOWN: "when a check does not know",
    Transition.UNKNOWN_RECOVERY: "when it knows again, and is well",
    Transition.RENOTIFY: "again while it lasts",
    Transition.WARNING_RENOTIFY: "again while it warns",
    Transition.NO_DATA_RENOTIFY: "again while no data comes",
}
# Datadog's priorities end at 5.
_LAST = 6


def alerts(monitors: Sequence[Resource]) -> Iterator[str]:
    """The monitors, the most urgent first, linked to their sections; what only serves a composite stands with that."""
    parts = _parts(monitors)
    ordered = sorted((monitor for monitor in monitors if monitor.key not in parts), key=urgency)
    places = anchors(map(short_name, ordered))
    rows = (
        [link(text(short_name(one)), place), priority(one.body), handles(alerted(one.body))]
        for one, place in zip(ordered, places, strict=True)
    )
    yield from table(("Alert", "Priority", "Tells"), rows)
    for monitor in ordered:
        yield from ("", f"### {text(short_name(monitor))}", "")
        yield from _alert(monitor.body, [parts[key] for key in _referred(monitor) if key in parts])


def test_alert(test: Resource) -> Resource:
    """The alert of a synthetic test; in the place of a query stands what the test asks."""
    request = (test.body.get("config") or {}).get("request") or {}
    asked = " ".join(str(request[name]) for name in ("method", "url", "host", "port") if request.get(name))
    return replace(test, body={**made_monitor(test.body), "query": asked or str(test.body.get("subtype"))})


def urgency(monitor: Resource) -> tuple[Any, ...]:
    """What to sort monitors by: priority, how many are told, and the key, in which 6h comes before 24h."""
    words = re.split(r"(\d+)", monitor.key)
    counted = [(int(word) if word.isdigit() else 0, word) for word in words]
    return monitor.body.get("priority") or _LAST, -len(alerted(monitor.body)), counted


def priority(body: Body) -> str:
    """The priority as Datadog writes it, P1 to P5."""
    return f"P{body['priority']}" if body.get("priority") else "–"


def alerted(body: Body) -> list[str]:
    """The handles that a monitor tells when it alerts."""
    return told(str(body.get("message", "")), Transition.ALERT)


def _parts(monitors: Sequence[Resource]) -> Mapping[str, Resource]:
    """The monitors that tell nobody themselves and that others of these refer to, by key."""
    referred = {key for monitor in monitors for key in _referred(monitor)}
    return {one.key: one for one in monitors if one.key in referred and not alerted(one.body)}


def _referred(monitor: Resource) -> list[str]:
    """The keys of the monitors that a composite refers to."""
    return [reference.key for reference in references_in(monitor.body["query"]) if reference.kind == "monitor"]


def _alert(body: Body, parts: Sequence[Resource]) -> Iterator[str]:
    yield f"- **Tells** {_tells(body)}"
    yield from _watched(body)
    for part in parts:
        yield from ("", f"{code(str(Reference('monitor', part.key)))} is: {text(short_name(part))}", "")
        yield from _watched(part.body)
    yield from ("", "<details><summary>The message</summary>", "")
    yield from fence(str(body.get("message", "")))
    yield from ("", "</details>")


def _watched(body: Body) -> Iterator[str]:
    """The facts, as a list that goes on, and the query."""
    yield from (f"- {line}" for line in circumstances(body))
    yield ""
    yield from fence(str(body["query"]))


def _tells(body: Body) -> str:
    """Whom at which transitions; those who hear of all of them in two words."""
    possible = transitions_of(body)
    heard: dict[str, list[str]] = defaultdict(list)
    for transition in possible:
        for handle in told(str(body.get("message", "")), transition):
            heard[handle].append(_WHEN[transition])
    if not heard:
        return "nobody"
    return "; ".join(
        f"{code(handle)} {'each time' if len(times) == len(possible) else _and(times)}"
        for handle, times in heard.items()
    )


def _and(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
