"""What is wrong with what was imported in Datadog's own form, beside what Datadog refuses in its body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dogwatch.declare.bodies.imported import MARKED
from dogwatch.declare.imported import Imported
from dogwatch.declare.rules.json import outside_json
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake


def imported_mistakes(thing: Imported) -> Iterator[Mistake]:
    """A kind that it can be of, what it was imported from, and a body."""
    for argument, seen, remedy in _arguments(thing):
        yield Mistake(argument_place(thing.place, argument), f"{thing.kind} {thing.name}: {argument}", seen, remedy)


def _arguments(thing: Imported) -> Iterator[tuple[str, str, str]]:
    if thing.kind not in MARKED:
        yield "kind", f"{thing.kind!r} is none that is declared like this", f"write one of {', '.join(MARKED)}"
    if thing.imported is None:
        yield "imported", "it does not say what it was imported from", "write its id in Datadog"
    if not isinstance(thing.body, Mapping):
        yield "body", f"{thing.body!r} is no mapping", "write what Datadog has of it"
        return
    for path, seen, remedy in outside_json(dict(thing.body), "body"):
        yield "body", f"{path}: {seen}", remedy
