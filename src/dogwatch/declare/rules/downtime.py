"""What is wrong with downtimes."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare import rules
from dogwatch.declare.downtime import Downtime
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.rules import schedule
from dogwatch.declare.rules.declaration import says_something
from dogwatch.declare.rules.scope import filter_mistakes, scope_mistakes
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake

Said = schedule.Said

# How often is left nobody could tell from the outside, so nobody would know whether it is over.
_REFUSED = ("COUNT",)
_MINUTE = 60


def downtime_mistakes(downtime: Downtime) -> Iterator[Mistake]:
    """Which monitors it is about, when, and why."""
    for argument, (seen, remedy) in _arguments(downtime):
        place = argument_place(downtime.place, argument) if argument else downtime.place
        subject = f"downtime {downtime.name}" + (f": {argument}" if argument else "")
        yield Mistake(place, subject, seen, remedy)


def _arguments(downtime: Downtime) -> Said:
    yield from (("why", said) for said in says_something(downtime.why, "why nobody needs to hear of it"))
    yield from _monitors(downtime)
    yield from (("scope", said) for said in scope_mistakes(downtime.scope, is_limited=True))
    unreadable = list(schedule.unreadable(downtime, ("start", "end", "lasts")))
    yield from unreadable
    yield from schedule.timezone(downtime.timezone)
    if not unreadable:
        yield from _once(downtime) if downtime.every is None else _recurring(downtime)


def _monitors(downtime: Downtime) -> Said:
    yield from (("filter", said) for said in filter_mistakes(downtime.filter))
    monitor = downtime.monitor
    if monitor is None:
        return
    if downtime.filter:
        yield "filter", ("it names a monitor as well", "leave one of them out")
    if not isinstance(monitor, Monitor) and not (isinstance(monitor, str) and monitor.startswith("${monitor:")):
        yield "monitor", (f"{rules.called(monitor)} is no monitor", "write the Monitor, or a reference ${monitor:…}")


def _once(downtime: Downtime) -> Said:
    start, end, lasts = downtime.start, downtime.end, downtime.lasts
    yield from schedule.with_offset("start", start)
    yield from schedule.with_offset("end", end)
    if end is None and (start is None or lasts is None):
        yield "", ("it would mute for ever", "give it end=, or start= and lasts=, or every= and lasts=")
    elif end is not None and lasts is not None:
        yield "lasts", ("it has an end= as well", "leave one of them out")
    elif start and end and start.tzinfo and end.tzinfo and end <= start:
        yield "end", (f"{end.isoformat()} is not after its start", "write a later time")


def _recurring(downtime: Downtime) -> Said:
    yield from schedule.recurrence(downtime.every, _REFUSED)
    if downtime.end is not None:
        yield "end", ("what recurs ends by its rule", "write UNTIL= in every=, and lasts= for each time")
    if downtime.lasts is None:
        yield "lasts", ("nobody knows how long it lasts each time", 'write it, as in lasts="90m"')
    elif downtime.lasts.seconds < _MINUTE or downtime.lasts.seconds % _MINUTE:
        yield "lasts", (f"{downtime.lasts} is no number of minutes", "write whole minutes")
    if downtime.start is not None and downtime.start.tzinfo is not None:
        seen = f"{downtime.start.isoformat()} has an offset from UTC, and what recurs follows a time zone"
        yield "start", (seen, "write the time there, and timezone= if it is not UTC")
