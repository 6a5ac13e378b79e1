"""Two declarations of one name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dogwatch.declare.custom_metric import CustomMetric
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.feature import Feature
from dogwatch.declare.generated_metric import GeneratedMetric
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.setting import Setting
from dogwatch.declare.team import Team
from dogwatch.errors import Mistake


def doubles(noun: str, things: Iterable[Team | Feature | CustomMetric | GeneratedMetric]) -> list[Mistake]:
    first: dict[str, Team | Feature | CustomMetric | GeneratedMetric] = {}
    mistakes = []
    for thing in things:
        if isinstance(thing.name, str) and first.setdefault(thing.name, thing) is not thing:
            seen = f"it is declared already in {first[thing.name].place}"
            renamed = f"give one of them another name, or keep one; the name of a {noun} is part of keys and tags"
            remedy = "keep one of them" if isinstance(thing, (CustomMetric, GeneratedMetric)) else renamed
            mistakes.append(Mistake(thing.place, f"{noun} {thing.name}", seen, remedy))
    return mistakes


def doubled_keys(
    setting: Setting, things: Iterable[Declaration], declared_by_hand: Iterable[Declaration]
) -> Iterator[Mistake]:
    first: dict[tuple[str, str], Declaration] = {}
    keyed = [(thing, first.setdefault((thing.kind, setting.key_of(thing)), thing)) for thing in things]
    doubles = [(thing, other) for thing, other in keyed if other is not thing]
    by_hand = {id(thing) for thing in declared_by_hand}
    # The parts of a double composite are double as well, which nobody needs to read beside it.
    for thing, other in [double for double in doubles if not _is_part(double[0])] or doubles:
        seen = f"it is declared already in {other.place}"
        remedy = "give it another name" if id(thing) in by_hand else "keep one of them, or put both into one"
        subject = f"{thing.kind} {setting.key_of(thing)}"
        yield Mistake(thing.place, subject, seen, f"{remedy}; a key belongs to one object")


def _is_part(thing: Declaration) -> bool:
    return isinstance(thing, Monitor) and not thing.tells
