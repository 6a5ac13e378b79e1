"""A plan as people review it: by feature, field by field, long texts as line differences."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from difflib import unified_diff
from itertools import groupby
from typing import Any

from dogwatch.kinds import KINDS, FieldChange, ListedKind
from dogwatch.plan import Change, Create, Delete, LeftAlone, Plan, Update, Waiting

# Colours a piece of text: ("red", text) -> text. On anything but a terminal it hands the text back.
Paint = Callable[[str, str], str]

_ONE_LINE = 100
_NAMED = 3


def unpainted(_colour: str, text: str) -> str:
    return text


def plan_lines(plan: Plan, paint: Paint = unpainted) -> Iterator[str]:
    """The plan, a line each, ending with the count of what would change."""
    yield f"Target: {plan.target}"
    things = sorted([*plan.changes, *plan.left_alone], key=lambda thing: (_subject(thing.key), thing.key, thing.kind))
    for subject, group in groupby(things, key=lambda thing: _subject(thing.key)):
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
    counts = [
        f"{len(plan.creates)} to create",
        f"{len(plan.updates)} to update",
        f"{len(plan.deletes)} to delete",
        f"{plan.unchanged} unchanged",
    ]
    if plan.left_alone:
        counts.append(f"{len(plan.left_alone)} left alone")
    if plan.waiting:
        counts.append(f"{len(plan.waiting)} waiting for data")
    line = ", ".join(counts)
    return f"Plan: {line}." if plan.changes else f"Nothing to do: {line}."


def _subject(key: str) -> str:
    """The feature that a key belongs to: its second part, or the catalog where there are only two."""
    parts = key.split("/")
    return parts[1] if len(parts) > 2 else parts[0]


def _left_alone(thing: LeftAlone, paint: Paint) -> Iterator[str]:
    ids = f" ({', '.join(thing.ids)})" if thing.ids else ""
    yield paint("magenta", f"  ! {thing.kind} {thing.key}{ids} is left alone: {thing.reason}")


def _waiting(waiting: Iterable[Waiting], paint: Paint) -> Iterator[str]:
    """What waits, by what it waits for; the first few by name, since a catalog that is new waits with much of it."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for thing in waiting:
        by_reason[thing.reason].append(f"{thing.kind} {thing.key}")
    yield paint("bold", "waiting for data")
    for reason, things in by_reason.items():
        more = f" and {len(things) - _NAMED} more" if len(things) > _NAMED else ""
        yield paint("cyan", f"  … {reason}: {', '.join(things[:_NAMED])}{more}")


def _change(change: Change, paint: Paint) -> Iterator[str]:
    match change:
        case Create():
            again = f", in the place of {change.replaces}, which cannot be changed into it" if change.replaces else ""
            yield paint("green", f"  + {change.kind} {change.key}{again}")
            yield f"      {title_of(change.body)}"
        case Update():
            again = f", {_adoption(change)}" if change.adopts else ""
            yield paint("yellow", f"  ~ {change.kind} {change.key} ({change.id}{again})")
            for field in change.fields:
                yield from _field(field, paint)
        case Delete():
            yield paint("red", f"  - {change.kind} {change.key} ({change.id})")
            yield f"      {title_of(change.before)}"


def _adoption(change: Update) -> str:
    """What was found instead of an object that says whose it is."""
    return "which had lost its mark" if isinstance(KINDS[change.kind], ListedKind) else "which was set by hand"


def title_of(body: dict[str, Any]) -> str:
    """What people know an object by: its name, a dashboard's title, the metric that a configuration is of."""
    return str(body.get("name") or body.get("title") or body.get("id") or body.get("metric") or "").strip()


def _field(field: FieldChange, paint: Paint) -> Iterator[str]:
    before, after = field.before, field.after
    if isinstance(before, list) and isinstance(after, list):
        yield f"      {field.path}:"
        yield from _listed(before, after, paint)
    elif _is_long(before) or _is_long(after):
        yield f"      {field.path}:"
        yield from _lines(before, after, paint)
    else:
        yield f"      {field.path}: {paint('red', _shown(before))} → {paint('green', _shown(after))}"


def _is_long(value: Any) -> bool:
    return isinstance(value, str) and ("\n" in value or len(value) > _ONE_LINE)


def _lines(before: Any, after: Any, paint: Paint) -> Iterator[str]:
    """A long text as a difference by lines, with two lines around each change."""
    old, new = (str(value or "").splitlines() for value in (before, after))
    for line in list(unified_diff(old, new, lineterm="", n=2))[2:]:
        if line.startswith("@@"):
            continue
        colour = {"+": "green", "-": "red"}.get(line[:1])
        shown = f"{line[:1]} {line[1:]}".rstrip()
        yield f"        {paint(colour, shown) if colour else shown}"


def _listed(before: list[Any], after: list[Any], paint: Paint) -> Iterator[str]:
    """What a list loses and gains, or its two orders."""
    lost, gained = _without(before, after), _without(after, before)
    if not lost and not gained:
        lost, gained = [before], [after]
    yield from (paint("red", f"        - {_shown(value)}") for value in lost)
    yield from (paint("green", f"        + {_shown(value)}") for value in gained)


def _without(values: Iterable[Any], others: list[Any]) -> list[Any]:
    return [value for value in values if value not in others]


def _shown(value: Any) -> str:
    return value if isinstance(value, str) and value else json.dumps(value, ensure_ascii=False)
