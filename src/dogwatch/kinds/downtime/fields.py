"""The fields of a downtime. Sources: Datadog's v2 API description (Downtime), recorded exchanges."""

from __future__ import annotations

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
    text,
    texts,
    wrong_types,
)
from dogwatch.kinds.references import references_in
from dogwatch.kinds.resource import Problem
from dogwatch.names import MARK_KEY, tag_key

from .schedule import instant

TYPE = "downtime"
END_STATES = ("alert", "no data", "warn")

KNOWN: Mapping[str, Field] = {
    "display_timezone": Field(text, default="UTC"),
    "message": Field(text, same_as_default=("",)),
    "mute_first_recovery_notification": Field(boolean, default=False),
    "notify_end_states": Field(texts, default=list(END_STATES)),
    "notify_end_types": Field(texts, default=["expired"]),
}

SERVER_OWNED = frozenset({"canceled", "created", "modified", "status"})

# docs: downtimes
_MOST_TAGS = 32
_LONGEST_TAG = 256


def problems(body: Mapping[str, Any]) -> list[Problem]:
    """Everything in a declared downtime that Datadog would refuse."""
    attributes = attributes_of(body)
    found = [*owned_by_datadog("", attributes, SERVER_OWNED), *wrong_types("", attributes, KNOWN)]
    if body.get("type") != TYPE:
        found.append(Problem("type", f"{body.get('type')!r}", f"write {TYPE!r}"))
    found += [required(attributes, "scope", text), *_identifier(attributes), *_schedule(attributes)]
    return [problem for problem in found if problem]


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
    if "recurrences" not in schedule:
        yield from (_moment(name, schedule) for name in ("start", "end"))
        return
    recurrences = schedule["recurrences"]
    if listing(recurrences) or not recurrences:
        yield Problem("schedule.recurrences", f"{recurrences!r}", "write a list with a recurrence")
        return
    for each in recurrences:
        if mapping(each):
            yield Problem("schedule.recurrences", f"{each!r}", "write an object with rrule and duration")
        else:
            yield from (required(each, name, text) for name in ("rrule", "duration"))


def _moment(name: str, schedule: Mapping[str, Any]) -> Problem | None:
    value = schedule.get(name)
    if value is None or instant(value) is not None:
        return None
    return Problem(f"schedule.{name}", f"{value!r} is no time", "write one with its offset: 2027-01-31T22:00:00+00:00")
