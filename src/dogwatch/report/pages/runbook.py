"""A runbook to begin with: what each alert of a feature says and where to look first. The rest only people know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dogwatch.declare import Feature
from dogwatch.kinds import Resource, references_in
from dogwatch.names import CPU, DURATION, HITS, INTERACTIONS, PROCESS_MEMORY, TELLS_NOBODY
from dogwatch.report.pages.alerts import alerted, urgency
from dogwatch.report.pages.book import Book, short_name
from dogwatch.report.pages.markup import code, table, text

_HITS = re.escape(HITS.name)
# What a query asks, and where to look first then; the first that is found counts, so the narrower stands above.
_LOOKS = (
    (r"^(burn_rate|error_budget)\(", "the other alerts in this table, which say what goes wrong"),
    (rf"{_HITS}\{{[^}}]*outcome:error[^}}]*\}} by \{{[^}}]*version", "the version that is named: roll it back"),
    (rf"{_HITS}\{{[^}}]*outcome:", "the error logs of {service} by `error_type`"),
    (re.escape(DURATION.name), "what {service} waits for: its database, what it calls"),
    (re.escape(INTERACTIONS.name), "the way that people go: take it yourself, on a phone too"),
    (re.escape(CPU.name), "what was released last; then the load of {service}"),
    (re.escape(PROCESS_MEMORY.name), "whether it grows since a release; then the load of {service}"),
    (_HITS, "whether people get to {service} at all: DNS, the load balancer, what stands before it"),
)
_ELSE = "its query and its message, on the feature's page"


def runbook(feature: Feature, book: Book) -> str:
    """The text of the page, for somebody to go on with."""
    return "\n".join([*_lines(feature, book), ""])


def _lines(feature: Feature, book: Book) -> Iterator[str]:
    monitors = book.of(feature, "monitor")
    alerts = sorted((one for one in monitors if TELLS_NOBODY not in one.body.get("tags", ())), key=urgency)
    yield f"# {text(_titled(feature.name))}: what to do when it alerts"
    yield ""
    about = f"{text(feature.description)}. " if feature.description else ""
    yield f"{about}The service is {code(feature.service)}. {_who(feature, book, alerts)}"
    yield from ("", "## Which monitor was it?", "")
    by_key = {one.key: one for one in monitors}
    yield from table(("monitor", "says", "look first at"), (_row(one, by_key, feature.service) for one in alerts))
    yield from ("", "## What helps", "")
    yield "1. If a release came shortly before the time in the message, roll it back first and ask why afterwards."
    yield "2. Nobody has written down yet what else helps: whoever finds something out writes it here."
    yield from ("", "## Afterwards", "")
    yield "If nobody had to do anything, the limit is wrong: change it in the catalog, and say why in the commit."


def _titled(name: str) -> str:
    return name.replace("-", " ").replace("_", " ").capitalize()


def _who(feature: Feature, book: Book, alerts: Sequence[Resource]) -> str:
    team = book.team_of(feature)
    handles = {handle for one in alerts for handle in alerted(one.body)}
    does = "the most urgent alerts wake" if handles & {*team.page} else "alerts tell" if handles else "no alert tells"
    return f"Tier {feature.tier}: {does} the team {text(team.name)}."


def _row(monitor: Resource, by_key: Mapping[str, Resource], service: str) -> list[str]:
    name = monitor.key.rpartition("/")[2]
    return [code(name), text(short_name(monitor)), _look(monitor, by_key).format(service=code(service))]


def _look(monitor: Resource, by_key: Mapping[str, Resource]) -> str:
    """Where to look first, by what the monitor asks, or what those ask that it is composed of."""
    asked = str(monitor.body["query"])
    parts = [by_key[found.key] for found in references_in(asked) if found.kind == "monitor" and found.key in by_key]
    queries = "\n".join([asked, *(str(part.body["query"]) for part in parts)])
    return next((words for pattern, words in _LOOKS if re.search(pattern, queries, re.MULTILINE)), _ELSE)
