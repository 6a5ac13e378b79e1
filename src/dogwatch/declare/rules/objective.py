"""What is wrong with the objectives of a feature."""

from __future__ import annotations

from collections.abc import Iterator

from dogwatch.declare import rules
from dogwatch.declare.feature import Feature
from dogwatch.declare.objectives import Availability, LatencyObjective, Objective, Promise, TimeSlice
from dogwatch.declare.rules.sli import Said, events_mistakes, promise_mistakes, slices_mistakes
from dogwatch.declare.signals import Signal, Traffic
from dogwatch.declare.sli import Events, Slices
from dogwatch.declare.source import argument_place
from dogwatch.declare.wrong import Wrong
from dogwatch.errors import Mistake
from dogwatch.values import Duration, Percent


def objective_mistakes(subject: str, feature: Feature) -> Iterator[Mistake]:
    """Every mistake in the objectives of a feature, and in how they stand beside each other and the signals."""
    for objective in feature.objectives:
        if not isinstance(objective, Promise):
            others = "write Availability, LatencyObjective, Objective or TimeSlice"
            remedy = "move it to signals=[…]" if isinstance(objective, Signal) else others
            place = argument_place(feature.place, "objectives")
            yield Mistake(place, f"{subject}: objectives", f"{rules.called(objective)} is no objective", remedy)
            continue
        kind = f"{subject}: {type(objective).__name__}"
        yield from rules.name("objective", objective.name, objective.place)
        for argument, (seen, remedy) in _arguments(objective):
            yield Mistake(argument_place(objective.place, argument), f"{kind} {argument}", seen, remedy)
    yield from _doubled_names(subject, feature)
    yield from _without_a_floor(subject, feature)
    yield from _several_bounds(subject, feature)


def _arguments(objective: Promise) -> Said:
    yield from promise_mistakes(objective.target, objective.over, objective.warn)
    yield from _budget(objective.budget)
    if isinstance(objective, LatencyObjective) and not isinstance(objective.percentiles, bool):
        yield "percentiles", (f"{objective.percentiles!r} is neither True nor False", "write one of them")
    match objective:
        case LatencyObjective(within=Wrong() as wrong):
            yield from (("within", rules.halves(sentence)) for sentence in wrong.sentences)
        case LatencyObjective(within=Duration() as within) if within.seconds <= 0:
            yield "within", (f"{within} is not above zero", "write a time above zero")
        case Objective():
            yield from events_mistakes(Events(good=objective.good, total=objective.total))
        case TimeSlice():
            yield from slices_mistakes(
                Slices(
                    query=objective.query,
                    comparator=objective.comparator,
                    threshold=objective.threshold,
                    slice=objective.slice,
                )
            )


def _budget(share: object) -> Said:
    match share:
        case Wrong(sentences):
            yield from (("budget", rules.halves(sentence)) for sentence in sentences)
        case Percent() if not 0 < share.fraction <= 1:
            yield "budget", (f"{share} is no share of a budget", "write one above 0% and up to 100%, as in '75%'")


def _doubled_names(subject: str, feature: Feature) -> Iterator[Mistake]:
    first: dict[str, Promise] = {}
    for objective in feature.objectives:
        if isinstance(objective, Promise) and first.setdefault(str(objective.name), objective) is not objective:
            seen = f"it is named {objective.name!r}, as the one in {first[str(objective.name)].place}"
            remedy = f'give it another name, as in name="{objective.name}-2"'
            yield Mistake(objective.place, f"{subject}: {type(objective).__name__}", seen, remedy)


def _without_a_floor(subject: str, feature: Feature) -> Iterator[Mistake]:
    """Calls are counted where they arrive, so those that never do burn no budget."""
    for objective in feature.objectives_of(Availability)[:1]:
        if not any(signal.min is not None for signal in feature.signals_of(Traffic)):
            seen = "calls that never arrive burn no budget, and nothing says how many should"
            remedy = 'add the least traffic that people make to its signals, as in Traffic(min="1/m")'
            yield Mistake(objective.place, f"{subject}: Availability", seen, remedy)


def _several_bounds(subject: str, feature: Feature) -> Iterator[Mistake]:
    """A call has one tag `fast`, so the service can know only one bound."""
    counted = [objective for objective in feature.objectives_of(LatencyObjective) if not objective.percentiles]
    for objective in counted[1:]:
        if objective.within != counted[0].within:
            seen = f"calls are tagged fast:true for one bound, and {counted[0].within} stands in {counted[0].place}"
            remedy = "leave percentiles=False out of one of them"
            place = argument_place(objective.place, "percentiles")
            yield Mistake(place, f"{subject}: LatencyObjective percentiles", seen, remedy)
