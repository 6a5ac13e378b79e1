"""What is wrong with the times of what lasts for a while: once, or by a rule of recurrence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dogwatch.declare import rules
from dogwatch.declare.wrong import Wrong

Said = Iterator[tuple[str, tuple[str, str]]]

_PART = re.compile(r"([A-Z]+)=([A-Z0-9,+-]+)")
_FREQUENCIES = ("HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")


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
    try:
        ZoneInfo(name)  # type: ignore[arg-type]  # a TypeError is said as well
    except (ZoneInfoNotFoundError, TypeError, ValueError):
        yield "timezone", (f"{name!r} is no time zone", "write one as in 'Europe/Berlin'")


def recurrence(every: object, refused: Sequence[str]) -> Said:
    """A rule of recurrence, without the parts that are refused."""
    example = "'FREQ=WEEKLY;BYDAY=SU'"
    parts = every.removeprefix("RRULE:").split(";") if isinstance(every, str) else []
    read = {match[1]: match[2] for part in parts if (match := _PART.fullmatch(part))}
    if len(read) < len(parts) or read.get("FREQ") not in _FREQUENCIES:
        yield "every", (f"{every!r} is no rule of recurrence", f"write one of RFC 5545, as in {example}")
        return
    for name in read:
        if name in refused:
            yield "every", (f"{name} is not taken here", f"write {example}, with UNTIL= where it ends")
