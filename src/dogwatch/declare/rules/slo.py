"""What is wrong with an SLO, written by hand or made by a policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dogwatch.declare.monitor import Monitor
from dogwatch.declare.rules.declaration import says_something
from dogwatch.declare.rules.json import outside_json
from dogwatch.declare.rules.sli import Said, events_mistakes, promise_mistakes, slices_mistakes
from dogwatch.declare.sli import Events, Slices
from dogwatch.declare.slo import Slo
from dogwatch.declare.source import argument_place
from dogwatch.declare.uptime import Uptime
from dogwatch.errors import Mistake


def slo_mistakes(slo: Slo) -> Iterator[Mistake]:
    """Words, target, time frame, and what it is measured by."""
    for argument, (seen, remedy) in _arguments(slo):
        yield Mistake(argument_place(slo.place, argument), f"slo {slo.name}: {argument}", seen, remedy)


def _arguments(slo: Slo) -> Said:
    for argument in _in_words(slo):
        yield from ((argument, said) for said in says_something(getattr(slo, argument), "what is promised"))
    yield from promise_mistakes(slo.target, slo.over, slo.warn)
    if slo.description is not None and not isinstance(slo.description, str):
        yield "description", (f"{slo.description!r} is no text", "write what shall stand at the SLO")
    if slo.description is not None and slo.what:
        yield "what", ("it has a description of its own, in which what= does not stand", "leave one of them out")
    yield from _form(slo.sli)
    if not slo.is_imported:
        yield from _measured(slo)


def _in_words(slo: Slo) -> tuple[str, ...]:
    """The arguments that have to say something."""
    if slo.is_imported:
        return ()
    return ("title", "what") if slo.description is None else ("title",)


def query_mistakes(slo: Slo) -> Iterator[Mistake]:
    """What its queries ask, in an SLO of the right form."""
    for argument, (seen, remedy) in _measured(slo):
        yield Mistake(argument_place(slo.place, argument), f"slo {slo.name}: {argument}", seen, remedy)


def _measured(slo: Slo) -> Said:
    is_limited = bool(slo.environments)
    match slo.sli:
        case Events():
            yield from events_mistakes(slo.sli, is_limited=is_limited)
        case Slices():
            yield from slices_mistakes(slo.sli, is_limited=is_limited)


def _form(sli: object) -> Said:
    match sli:
        case Events() | Slices():
            return
        case Uptime():
            yield from (("sli", said) for said in _uptime_mistakes(sli))
        case Mapping() if isinstance(sli.get("type"), str):
            yield from (("sli", (seen, remedy)) for _, seen, remedy in outside_json(dict(sli), "sli"))
        case _:
            remedy = "write Events(good=…, total=…), Slices(query=…, …) or Uptime([…])"
            yield "sli", (f"{sli!r} measures nothing", remedy)


def _uptime_mistakes(uptime: Uptime) -> Iterator[tuple[str, str]]:
    """Monitors, references to them or their ids; groups are those of one monitor (v1 API description)."""
    for each in uptime.monitors:
        if isinstance(each, bool) or not isinstance(each, Monitor | str | int):
            yield f"{each!r} is no monitor", "write a Monitor, a reference ${monitor:…} or an id"
    if uptime.groups and len(uptime.monitors) != 1:
        yield f"it has groups of {len(uptime.monitors)} monitors", "name one monitor, or leave groups= out"
