"""What is wrong with the times of what lasts for a while: once, or by a rule of recurrence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from dogwatch.declare import rules
from dogwatch.declare.wrong import Wrong
from dogwatch.kinds import is_time_zone, rrule_mistakes

Said = Iterator[tuple[str, tuple[str, str]]]


def unreadable(thing: object, arguments: Sequence[str]) -> Said:
    """Arguments that could not be read."""
    for argument in arguments:
        value = getattr(thing, argument)
        if isinstance(value, Wrong):
            yield from ((argument, rules.halves(sentence)) for sentence in value.sentences)


def with_offset(argument: str, moment: datetime | None) -> Said:
    """A moment is one for everybody."""
    if moment is not None and moment.tzinfo is None:
        seen = f"{moment.isoformat()} is another moment in every time zone"
        yield argument, (seen, f"write its offset from UTC, as in '{moment.isoformat()}+00:00'")


def timezone(name: object) -> Said:
    """A time zone by the name that Datadog knows, which is that of the zone database."""
    if not is_time_zone(name):
        yield "timezone", (f"{name!r} is no time zone", "write one as in 'Europe/Berlin'")


def recurrence(every: object, refused: Sequence[str]) -> Said:
    """A rule of recurrence, without the parts that are refused."""
    yield from (("every", said) for said in rrule_mistakes(every, refused))
