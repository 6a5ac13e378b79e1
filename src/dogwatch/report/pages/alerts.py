"""The monitors on a page: at a glance, then each with its query and its exact message."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from dogwatch.kinds import Body, Resource
from dogwatch.report.pages.book import short_name
from dogwatch.report.pages.circumstances import circumstances
from dogwatch.report.pages.markup import code, fence, table, text
from dogwatch.report.pages.teams import handles
from dogwatch.report.pages.told import ALERT, told, transitions

# Datadog's priorities end at 5.
_LAST = 6


def alerts(monitors: Sequence[Resource]) -> Iterator[str]:
    """The monitors, the most urgent first."""
    ordered = sorted(monitors, key=urgency)
    rows = ([text(short_name(one)), priority(one.body), handles(told_of(one.body, ALERT))] for one in ordered)
    yield from table(("Alert", "Priority", "Tells"), rows)
    for monitor in ordered:
        yield from ("", f"### {text(short_name(monitor))}", "")
        yield from _alert(monitor.body)


def urgency(monitor: Resource) -> tuple[Any, ...]:
    """What to sort monitors by: priority, how many are told, and the key, in which 6h comes before 24h."""
    words = re.split(r"(\d+)", monitor.key)
    counted = [(int(word) if word.isdigit() else 0, word) for word in words]
    return monitor.body.get("priority") or _LAST, -len(told_of(monitor.body, ALERT)), counted


def priority(body: Body) -> str:
    """The priority as Datadog writes it, P1 to P5."""
    return f"P{body['priority']}" if body.get("priority") else "–"


def told_of(body: Body, transition: str) -> list[str]:
    """The handles that a monitor tells at a transition."""
    return told(str(body.get("message", "")), transition)


def _alert(body: Body) -> Iterator[str]:
    yield f"- **Tells** {_tells(body)}"
    yield from (f"- {line}" for line in circumstances(body))
    yield ""
    yield from fence(str(body["query"]))
    yield from ("", "<details><summary>The message</summary>", "")
    yield from fence(str(body.get("message", "")))
    yield from ("", "</details>")


def _tells(body: Body) -> str:
    """Whom at which transitions; those who hear of all of them in two words."""
    possible = transitions(body.get("options") or {})
    heard: dict[str, list[str]] = defaultdict(list)
    for transition in possible:
        for handle in told_of(body, transition):
            heard[handle].append(transition)
    if not heard:
        return "nobody"
    return "; ".join(
        f"{code(handle)} {'each time' if times == possible else _and(times)}" for handle, times in heard.items()
    )


def _and(words: Sequence[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
