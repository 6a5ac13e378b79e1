"""What is wrong with corrections of SLOs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dogwatch.declare import rules
from dogwatch.declare.correction import Correction
from dogwatch.declare.rules import schedule
from dogwatch.declare.rules.declaration import says_something
from dogwatch.declare.slo import Slo
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake
from dogwatch.kinds import CATEGORIES, MOST_CORRECTIONS, REFUSED_IN_CORRECTIONS, Resource
from dogwatch.nearest import nearest

Said = schedule.Said
# The parts of a rule of recurrence that end it.
_ENDS = frozenset({"UNTIL", "COUNT"})


def correction_mistakes(correction: Correction) -> Iterator[Mistake]:
    """Of which SLO, when, and why."""
    for argument, (seen, remedy) in _arguments(correction):
        place = argument_place(correction.place, argument)
        yield Mistake(place, f"slo_correction {correction.name}: {argument}", seen, remedy)


def crowded_mistakes(resources: Iterable[Resource]) -> Iterator[Mistake]:
    """Corrections of which an SLO has as many already as Datadog takes (docs: SLOs, status corrections).

    Those that end are left to Datadog, which counts them for 90 days alone.
    """
    first: dict[tuple[str, str], list[Resource]] = {}
    for resource in resources:
        if resource.kind != Correction.kind:
            continue
        attributes = resource.body["attributes"]
        parts = dict(part.split("=") for part in str(attributes.get("rrule", "")).upper().split(";") if "=" in part)
        how, slo = parts.get("FREQ", ""), str(attributes.get("slo_id", ""))
        most = MOST_CORRECTIONS.get(how)
        if most is None or not slo or not parts.keys().isdisjoint(_ENDS):
            continue
        others = first.setdefault((slo, how), [])
        if len(others) < most:
            others.append(resource)
            continue
        places = ", ".join(str(each.place) for each in others)
        seen = f"its SLO has {most} that recur {how} already ({places}), and Datadog takes no more"
        yield Mistake(resource.place, f"slo_correction {resource.key}: every", seen, "put two of them into one")


def _arguments(correction: Correction) -> Said:
    yield from (("why", said) for said in says_something(correction.why, "why it does not count"))
    slo = correction.slo
    if not isinstance(slo, Slo | str) or (isinstance(slo, str) and slo.startswith("$") and "${slo:" not in slo):
        yield "slo", (f"{rules.called(slo)} is no SLO", "write the Slo, its name, or a reference ${slo:…}")
    if correction.category not in CATEGORIES:
        meant = nearest(str(correction.category), CATEGORIES)
        remedy = f"did you mean {meant!r}?" if meant else f"write one of {', '.join(CATEGORIES)}"
        yield "category", (f"{correction.category!r} is none of Datadog's", remedy)
    yield from schedule.timezone(correction.timezone)
    unreadable = list(schedule.unreadable(correction, ("start", "end", "lasts")))
    yield from unreadable or _times(correction)


def _times(correction: Correction) -> Said:
    start, end, lasts = correction.start, correction.end, correction.lasts
    if start is None:
        yield "start", ("nobody knows when it begins", "write a time, as in '2027-01-31T22:00+01:00'")
    yield from schedule.with_offset("start", start)
    yield from schedule.with_offset("end", end)
    if correction.every is not None:
        yield from schedule.recurrence(correction.every, REFUSED_IN_CORRECTIONS)
    if end is not None and (lasts is not None or correction.every is not None):
        yield "end", ("it says how long it lasts as well, or recurs", "write end= alone, or lasts=")
    elif end is None and lasts is None:
        yield "end", ("nobody knows how long it lasts", "write end=, or lasts=")
    elif start and end and start.tzinfo and end.tzinfo and end <= start:
        yield "end", (f"{end.isoformat()} is not after its start", "write a later time")
    if lasts is not None and (lasts.seconds < 1 or lasts.seconds % 1):
        yield "lasts", (f"{lasts} is no number of seconds", "write whole seconds")
