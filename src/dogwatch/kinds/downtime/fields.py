"""The fields of a downtime. Sources: Datadog's v2 API description (Downtime), recorded exchanges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dogwatch.kinds.enveloped import attributes_of
from dogwatch.kinds.fields import (
    Field,
    boolean,
    listing,
    mapping,
    owned_by_datadog,
    required,
    several_of,
    text,
    texts,
    unknown,
    wrong_types,
)
from dogwatch.kinds.recurrence import is_time_zone, rrule_mistakes
from dogwatch.kinds.references import references_in
from dogwatch.kinds.resource import Problem
from dogwatch.kinds.searches import scope_problems
from dogwatch.names import MARK_KEY, tag_key

from .schedule import instant, is_local

TYPE = "downtime"
END_STATES = ("alert", "no data", "warn")
END_TYPES = ("canceled", "expired")


def _time_zone(value: Any) -> str | None:
    return None if is_time_zone(value) else "a time zone, as in 'Europe/Berlin'"


KNOWN: Mapping[str, Field] = {
    "display_timezone": Field(_time_zone, default="UTC", same_as_default=("",)),
    "message": Field(text, same_as_default=("",)),
    "mute_first_recovery_notification": Field(boolean, default=False),
    "notify_end_states": Field(several_of(*END_STATES), default=list(END_STATES)),
    "notify_end_types": Field(several_of(*END_TYPES), default=["expired"]),
}

SERVER_OWNED = frozenset({"canceled", "created", "modified", "status"})

_REQUIRED = ("scope", "monitor_identifier", "schedule")
_OF_A_SCHEDULE = ("start", "end")
_OF_SEVERAL = ("recurrences", "timezone")
_OF_ONE = ("rrule", "duration", "start")
# A number and a unit (v2 API description).
_DURATION = re.compile(r"[1-9]\d*[mhdw]")

# docs: downtimes
_MOST_TAGS = 32
_LONGEST_TAG = 256


def problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything in a declared downtime that Datadog would refuse."""
    attributes = attributes_of(body)
    found = [*owned_by_datadog("", attributes, SERVER_OWNED), *wrong_types("", attributes, KNOWN)]
    if body.get("type") != TYPE:
        found.append(Problem("type", f"{body.get('type')!r}", f"write {TYPE!r}"))
    found += unknown("", attributes, KNOWN, SERVER_OWNED, _REQUIRED)
    found += [*_scope(attributes), *_identifier(attributes), *_schedule(attributes)]
    return [problem for problem in found if problem]


def _scope(attributes: Mapping[str, Any]) -> Iterator[Problem | None]:
    wrong = required(attributes, "scope", text)
    yield wrong
    if not wrong:
        yield from scope_problems("scope", attributes["scope"])


def _identifier(attributes: Mapping[str, Any]) -> Iterator[Problem | None]:
    wrong = required(attributes, "monitor_identifier", mapping)
    said = {} if wrong else attributes["monitor_identifier"]
    if wrong:
        yield wrong
    elif set(said) == {"monitor_id"}:
        if not _is_id(said["monitor_id"]):
            yield Problem("monitor_id", f"{said['monitor_id']!r} is no id", "write a number or ${monitor:…}")
    elif set(said) != {"monitor_tags"}:
        yield Problem(
            "monitor_identifier", f"it has {', '.join(said) or 'nothing'}", "write a monitor_id or monitor_tags"
        )
    else:
        yield from _tags(said)


def _tags(said: Mapping[str, Any]) -> Iterator[Problem | None]:
    wrong = required(said, "monitor_tags", texts)
    yield wrong
    tags = [] if wrong else said["monitor_tags"]
    if not wrong and not 1 <= len(tags) <= _MOST_TAGS:
        yield Problem("monitor_tags", f"{len(tags)} tags", f"write 1 to {_MOST_TAGS}")
    for tag in tags:
        if len(tag) > _LONGEST_TAG:
            yield Problem("monitor_tags", f"{tag[:20]!r}… has {len(tag)} letters", f"write at most {_LONGEST_TAG}")
        if tag_key(tag) == MARK_KEY:
            yield Problem("monitor_tags", f"{tag!r} is the mark of one object", "refer to the monitor by its id")


def _is_id(id: object) -> bool:
    return type(id) is int or (isinstance(id, str) and (id.isdigit() or bool(references_in(id))))


def _schedule(attributes: Mapping[str, Any]) -> Iterator[Problem | None]:
    wrong = required(attributes, "schedule", mapping)
    if wrong:
        yield wrong
        return
    schedule = attributes["schedule"]
    if "recurrences" in schedule:
        yield from unknown("schedule.", schedule, _OF_SEVERAL)
        yield from _recurring(schedule)
    else:
        yield from unknown("schedule.", schedule, _OF_A_SCHEDULE)
        yield from _once(schedule)


def _once(schedule: Mapping[str, Any]) -> Iterator[Problem]:
    for name in _OF_A_SCHEDULE:
        value = schedule.get(name)
        if value is not None and instant(value) is None:
            remedy = "write one with its offset: 2027-01-31T22:00:00+00:00"
            yield Problem(f"schedule.{name}", f"{value!r} is no time", remedy)
    start, end = (instant(schedule.get(name)) for name in _OF_A_SCHEDULE)
    if start is not None and end is not None and end <= start:
        yield Problem("schedule.end", f"{schedule['end']} is not after its start", "write a later time")


def _recurring(schedule: Mapping[str, Any]) -> Iterator[Problem | None]:
    if not is_time_zone(schedule.get("timezone") or "UTC"):
        seen = f"{schedule['timezone']!r} is no time zone"
        yield Problem("schedule.timezone", seen, "write one as in 'Europe/Berlin'")
    recurrences = schedule["recurrences"]
    if listing(recurrences) or not recurrences:
        yield Problem("schedule.recurrences", f"{recurrences!r}", "write a list with a recurrence")
        return
    for place, each in enumerate(recurrences):
        path = f"schedule.recurrences[{place}]"
        if mapping(each):
            yield Problem(path, f"{each!r}", "write an object with rrule and duration")
        else:
            yield from unknown(f"{path}.", each, _OF_ONE)
            yield from _recurrence(path, each)


def _recurrence(path: str, said: Mapping[str, Any]) -> Iterator[Problem]:
    for seen, remedy in rrule_mistakes(said.get("rrule")):
        yield Problem(f"{path}.rrule", seen, remedy)
    duration, start = said.get("duration"), said.get("start")
    if not isinstance(duration, str) or not _DURATION.fullmatch(duration):
        seen = f"{duration!r} is no time"
        yield Problem(f"{path}.duration", seen, "write a number and one of m, h, d and w, as in '90m'")
    if start is not None and not is_local(start):
        seen = f"{start!r} is no time of the clock on the wall"
        yield Problem(f"{path}.start", seen, "write it without an offset from UTC: 2027-01-31T22:00:00")
