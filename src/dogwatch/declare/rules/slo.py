"""What is wrong with an SLO, written by hand or made by a policy."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare.rules.declaration import says_something
from dogwatch.declare.rules.sli import Said, events_mistakes, promise_mistakes, slices_mistakes
from dogwatch.declare.sli import Events, Slices
from dogwatch.declare.slo import Slo
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake


def slo_mistakes(slo: Slo) -> Iterator[Mistake]:
    """Words, target, time frame, and what it is measured by."""
    for argument, (seen, remedy) in _arguments(slo):
        yield Mistake(argument_place(slo.place, argument), f"slo {slo.name}: {argument}", seen, remedy)


def _arguments(slo: Slo) -> Said:
    for argument in ("title", "what"):
        yield from ((argument, said) for said in says_something(getattr(slo, argument), "what is promised"))
    yield from promise_mistakes(slo.target, slo.over, slo.warn)
    is_limited = bool(slo.environments)
    match slo.sli:
        case Events():
            yield from events_mistakes(slo.sli, is_limited=is_limited)
        case Slices():
            yield from slices_mistakes(slo.sli, is_limited=is_limited)
        case _:
            yield "sli", (f"{slo.sli!r} measures nothing", "write Events(good=…, total=…) or Slices(query=…, …)")
