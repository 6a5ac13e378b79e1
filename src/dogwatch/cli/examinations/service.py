"""`dogwatch doctor --service URL`: calls of a running service, and what of them comes to the embedded Datadog."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

import click

from dogwatch.cli.connection import Connection, explained
from dogwatch.cli.targets import local_target
from dogwatch.client import expect
from dogwatch.declare import Feature
from dogwatch.diagnosis import Call, Called, Finding, Moved, Tried, calls_of, has_come, moved, service_findings
from dogwatch.errors import UsageError
from dogwatch.kinds import Request

from .asking import address, ask
from .examination import Examination, Given, Subject

# A bucket of the Agent takes ten seconds, a flush of the service one.
_PATIENCE = 15.0
_NAMED = re.compile(r"(?P<name>[a-z][a-z0-9_.-]*)=(?P<url>.+)")

_OPTIONS = (
    click.option(
        "--service",
        metavar="[NAME=]URL",
        help="Call a running service that reports to the embedded Datadog (DATADOG_HOST): do its metrics move?",
    ),
    click.option(
        "--call",
        "calls",
        multiple=True,
        metavar="'METHOD /PATH [JSON]'",
        help="Make this call too; by itself it makes those of GET without parameters.",
    ),
)


def _findings(subject: Subject, given: Given) -> Iterable[Finding]:
    named = _NAMED.fullmatch(given["service"])
    url = address(named["url"] if named else given["service"])
    asked = [Call.read(text) for text in given["calls"]]
    features = _of_one_service(subject.features, named["name"] if named else None)
    calls = calls_of(features, asked)
    if not calls:
        raise UsageError('no route is called without being asked for: say --call "POST /login {…}" or the like')
    with explained(True):
        return service_findings(_tried(features, calls, url, Connection.open(local_target(subject.env))))


def _of_one_service(features: Sequence[Feature], name: str | None) -> list[Feature]:
    """The features of the service that is named, or of the only one that could be meant."""
    names = list(dict.fromkeys(feature.service for feature in features if name or calls_of([feature], [])))
    if name is not None and name not in names:
        raise UsageError(f"no feature is of the service {name}; they are of {', '.join(names) or 'none'}")
    if name is None and len(names) > 1:
        raise UsageError(f"features are of {', '.join(names)}: say whose address it is, as in --service {names[0]}=URL")
    chosen = name or next(iter(names), None)
    return [feature for feature in features if chosen in (None, feature.service)]


def _tried(features: Sequence[Feature], calls: Sequence[Call], url: str, datadog: Connection) -> Tried:
    since = time.time()
    # Before the calls, so that nobody is called when nobody could tell what came of it.
    moved(partial(_query, datadog), since)
    called = [ask(url, call) for call in calls]
    seen = _wait(features, called, datadog, since)
    return Tried(features, called, seen, url, datadog.target.url, _PATIENCE)


def _wait(features: Sequence[Feature], called: Sequence[Called], datadog: Connection, since: float) -> Moved:
    """What has moved as soon as it is all that should, or the patience is over."""
    end = time.monotonic() + _PATIENCE
    while True:
        seen = moved(partial(_query, datadog), since)
        if has_come(features, called, seen) or time.monotonic() > end:
            return seen
        datadog.sleep(1)


def _query(datadog: Connection, query: str, since: int) -> Mapping[str, Any]:
    asked = (("query", query), ("from", str(since)), ("to", str(int(time.time()) + 1)))
    answer: Mapping[str, Any] = expect(datadog.send(Request("GET", "/api/v1/query", asked)), query)
    return answer


SERVICE = Examination("service", _OPTIONS, _findings)
