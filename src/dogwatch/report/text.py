"""A plan as people review it: by feature, field by field, long texts as line differences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from dogwatch.kinds import KINDS, METRIC_METADATA, METRIC_TAGS, FieldChange, ListedKind
from dogwatch.plan import Change, Create, Delete, LeftAlone, Plan, Update, Waiting
from dogwatch.report.difference import difference, is_long, shown

# Colours a piece of text: ("red", text) -> text. On anything but a terminal it hands the text back.
Paint = Callable[[str, str], str]

_NAMED = 3
# The first of these that an object has is what people know it by; those in the envelope come first.
_SAYS = ("name", "message", "description")
_TITLES = ("name", "title", "id", "metric")
_OF_METRICS = frozenset({METRIC_METADATA.name, METRIC_TAGS.name})
_COLOURS = {"+": "green", "-": "red"}


def unpainted(_colour: str, text: str) -> str:
    return text


def plan_lines(plan: Plan, paint: Paint = unpainted) -> Iterator[str]:
    """The plan, a line each, ending with the count of what would change."""
    yield f"Target: {plan.target}"
    things = sorted([*plan.changes, *plan.left_alone], key=lambda thing: (subject_of(thing.key), thing.key, thing.kind))
    for subject, group in groupby(things, key=lambda thing: subject_of(thing.key)):
        yield ""
        yield paint("bold", subject)
        for thing in group:
            yield from _left_alone(thing, paint) if isinstance(thing, LeftAlone) else _change(thing, paint)
    if plan.waiting:
        yield ""
        yield from _waiting(plan.waiting, paint)
    yield ""
    yield summary(plan)


def summary(plan: Plan) -> str:
    """One line that counts."""
    return counted(
        {
            "to create": len(plan.creates),
            "to update": len(plan.updates),
            "to delete": len(plan.deletes),
            "unchanged": plan.unchanged,
        },
        {"left alone": len(plan.left_alone), "waiting for data": len(plan.waiting)},
    )


def counted(always: Mapping[str, int], if_any: Mapping[str, int]) -> str:
    """The line of a plan's counts; the first three say whether there is anything to do."""
    create, update, delete, *_ = always.values()
    counts = [f"{count} {what}" for what, count in always.items()]
    counts += [f"{count} {what}" for what, count in if_any.items() if count]
    return f"{'Plan' if create or update or delete else 'Nothing to do'}: {', '.join(counts)}."


def first_few(names: Sequence[str]) -> str:
    """The first few of many names, and how many more there are."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{', '.join(names[:_NAMED])}{more}"


def subject_of(key: str) -> str:
    """The feature that a key belongs to: its second part, or the catalog where there are only two."""
    parts = key.split("/")
    return parts[1] if len(parts) > 2 else parts[0]


def _left_alone(thing: LeftAlone, paint: Paint) -> Iterator[str]:
    ids = f" ({', '.join(thing.ids)})" if thing.ids else ""
    yield paint("magenta", f"  ! {thing.kind} {thing.key}{ids} is left alone: {thing.reason}")
    yield from (f"      {link}" for link in thing.links)


def _waiting(waiting: Iterable[Waiting], paint: Paint) -> Iterator[str]:
    """What waits, by what it waits for; the first few by name, since a catalog that is new waits with much of it.

    Metrics for which nothing waits but their own settings stand in one line.
    """
    by_reason: dict[str, list[Waiting]] = defaultdict(list)
    for thing in waiting:
        by_reason[thing.reason].append(thing)
    yield paint("bold", "waiting for data")
    alone = [reason for reason, things in by_reason.items() if all(thing.kind in _OF_METRICS for thing in things)]
    if alone:
        metrics = dict.fromkeys(thing.key.rpartition("/")[2] for reason in alone for thing in by_reason[reason])
        yield paint("cyan", f"  … settings of metrics that have not reported yet: {', '.join(metrics)}")
    for reason, things in by_reason.items():
        if reason not in alone:
            yield paint("cyan", f"  … {reason}: {first_few([f'{thing.kind} {thing.key}' for thing in things])}")


def _change(change: Change, paint: Paint) -> Iterator[str]:
    match change:
        case Create():
            again = f", in the place of {change.replaces}, which cannot be changed into it" if change.replaces else ""
            yield paint("green", f"  + {change.kind} {change.key}{again}")
            yield f"      {title_of(change.body)}"
            if change.replaces and (loses := KINDS[change.kind].loses):
                yield paint("red", f"      lost with {change.replaces}: {'; '.join(loses)}")
        case Update():
            again = f", {_adoption(change)}" if change.adopts else ""
            again += f", formerly {change.renames}" if change.renames else ""
            yield paint("yellow", f"  ~ {change.kind} {change.key} ({change.id}{again})")
            for field in change.fields:
                yield from _field(field, paint)
        case Delete():
            twin = f", a twin of {change.twin_of} that two runs made at once" if change.twin_of else ""
            yield paint("red", f"  - {change.kind} {change.key} ({change.id}{twin})")
            yield f"      {title_of(change.before)}"


def _adoption(change: Update) -> str:
    """What was found instead of an object that says whose it is."""
    return "which carries no mark yet" if isinstance(KINDS[change.kind], ListedKind) else "which was set by hand"


def title_of(body: dict[str, Any]) -> str:
    """What people know an object by: its name, a dashboard's title, the metric that a configuration is of, why a
    downtime is.
    """
    attributes = body.get("attributes") or {}
    said = [*(attributes.get(name) for name in _SAYS), *(body.get(name) for name in _TITLES)]
    return next((line for value in said if value for line in str(value).strip().splitlines()), "")


def _field(field: FieldChange, paint: Paint) -> Iterator[str]:
    before, after = field.before, field.after
    if (isinstance(before, list) and isinstance(after, list)) or is_long(before) or is_long(after):
        yield f"      {field.path}:"
        yield from (_painted(sign, line, paint) for sign, line in difference(before, after))
    else:
        yield f"      {field.path}: {paint('red', shown(before))} → {paint('green', shown(after))}"


def _painted(sign: str, line: str, paint: Paint) -> str:
    text = f"{sign} {line}".rstrip()
    return f"        {paint(_COLOURS[sign], text) if sign in _COLOURS else text}"
