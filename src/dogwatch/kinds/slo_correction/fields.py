"""The fields of a correction. Sources: Datadog's v1 API description (SLOCorrection), recorded exchanges.

Datadog refuses null for any of them, so what is not declared is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds.enveloped import attributes_of
from dogwatch.kinds.fields import Field, one_of, owned_by_datadog, required, text, unknown, whole, wrong_types
from dogwatch.kinds.recurrence import is_time_zone, rrule_mistakes
from dogwatch.kinds.resource import Problem
from dogwatch.kinds.searches import search_problems

TYPE = "correction"
CATEGORIES = ("Scheduled Maintenance", "Outside Business Hours", "Deployment", "Other")

KNOWN: Mapping[str, Field] = {"description": Field(text, default=""), "timezone": Field(text, default="UTC")}
DECLARED: Mapping[str, Field] = {
    "duration": Field(whole(1)),
    "end": Field(whole()),
    "rrule": Field(text),
    "slo_id": Field(text),
    "slo_query": Field(text),
}
SERVER_OWNED = frozenset({"created_at", "creator", "modified_at", "modifier"})

_REQUIRED = {"start": whole(), "category": one_of(*CATEGORIES)}
# docs: SLOs, status corrections
REFUSED_PARTS = tuple(
    f"BY{part}" for part in ("SETPOS", "MONTHDAY", "YEARDAY", "WEEKNO", "MONTH", "HOUR", "MINUTE", "SECOND")
)

# How many that recur for ever an SLO can have, by how often (docs: SLOs, status corrections).
MOST = {"DAILY": 2, "WEEKLY": 3, "MONTHLY": 5}


def problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything in a declared correction that Datadog would refuse."""
    attributes = attributes_of(body)
    found = [*owned_by_datadog("", attributes, SERVER_OWNED), *_nulls(attributes)]
    found += [*wrong_types("", attributes, KNOWN), *wrong_types("", attributes, DECLARED)]
    if body.get("type") != TYPE:
        found.append(Problem("type", f"{body.get('type')!r}", f"write {TYPE!r}"))
    found += [required(attributes, name, check) for name, check in _REQUIRED.items()]
    found += unknown("", attributes, KNOWN, DECLARED, SERVER_OWNED, _REQUIRED)
    problems = [problem for problem in found if problem]
    return problems or list(_sense(attributes))


def _nulls(attributes: Mapping[str, Any]) -> Iterator[Problem]:
    for name, value in attributes.items():
        if value is None:
            yield Problem(name, "Datadog takes no null", "leave it out")


def _sense(attributes: Mapping[str, Any]) -> Iterator[Problem]:
    if ("slo_id" in attributes) == ("slo_query" in attributes):
        seen = "it has both" if "slo_id" in attributes else "is missing"
        yield Problem("slo_id", seen, "write one of slo_id and slo_query")
    yield from search_problems("slo_query", attributes.get("slo_query", ""))
    if not is_time_zone(attributes.get("timezone", "UTC")):
        yield Problem("timezone", f"{attributes['timezone']!r} is no time zone", "write one as in 'Europe/Berlin'")
    if "rrule" in attributes:
        for seen, remedy in rrule_mistakes(attributes["rrule"], REFUSED_PARTS):
            yield Problem("rrule", seen, remedy)
        if "duration" not in attributes or "end" in attributes:
            yield Problem("rrule", "what recurs has a duration and no end", "write duration, and leave end out")
    elif "duration" in attributes:
        yield Problem("duration", "only what recurs has one", "write end")
    if attributes.get("end", attributes["start"] + 1) <= attributes["start"]:
        yield Problem("end", "it is not after start", "write a later second")
