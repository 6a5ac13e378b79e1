"""What is wrong in a message: what makes it none, and what never says anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

from dogwatch.caret import quoted
from dogwatch.nearest import nearest

from .blocks import ASKING, BLOCKS, PRIORITIES, UNDOCUMENTED
from .clock import is_zone
from .expressions import Unread, read_expression
from .tree import Argument, Call, Condition, Path

# A part of the tag and a letter of that, what is seen there, and what to write.
Seen: TypeAlias = Iterator[tuple[str, int, str, str]]


class Flaw(NamedTuple):
    """The piece of a message, the letter in it, what is seen there, and what to write instead."""

    at: int
    letter: int
    seen: str
    remedy: str


def flaws_of(at: int, tag: str, said: Path | Call | Condition) -> list[Flaw]:
    """What a tag says that can never come true, or that stays empty."""
    if isinstance(said, Path):
        return []
    found = _of_call(said) if isinstance(said, Call) else _of_condition(said)
    return [Flaw(at, max(0, tag.find(part)) + letter, seen, remedy) for part, letter, seen, remedy in found]


def _of_condition(condition: Condition) -> Seen:
    name, arguments = condition.name, condition.arguments
    if not name:
        return
    if name not in BLOCKS:
        meant = nearest(name, BLOCKS)
        remedy = f"did you mean {meant}?" if meant else f"write one of {', '.join(BLOCKS)}"
        said = "Datadog documents no block" if name in UNDOCUMENTED else "there is no block"
        yield name, 0, f"{said} {quoted(name)}, so it is never shown", remedy
    elif len(arguments) < ASKING.get(name, 0):
        yield name, 0, f"{name} has too little to compare", f"write it as in {{{{#{name} {_EXAMPLES[name]}}}}}"
    elif name == "is_priority":
        yield from _of_priority(name, arguments[0])
    for argument in arguments:
        yield from _of_call(argument) if isinstance(argument, Call) else ()


_EXAMPLES = {"is_match": '"host.name" "web"', "is_exact_match": '"host.name" "web-1"', "is_priority": "'P1'"}


def _of_call(call: Call) -> Seen:
    argument = call.arguments[0]
    match call.name:
        case "eval" if call.expression is None:
            yield from _of_expression(argument)
        case "override_priority":
            yield from _of_priority(call.name, argument)
        case "local_time" if isinstance(zone := call.arguments[1], str) and not is_zone(zone):
            yield zone, 0, f"{quoted(zone)} is no time zone", "write one as in 'Asia/Tokyo'"


def _of_expression(argument: Argument) -> Seen:
    if not isinstance(argument, str):
        yield "eval", 0, "the expression of eval is no text", 'write it in quotes, as in {{eval "value/60"}}'
        return
    try:
        read_expression(argument)
    except Unread as wrong:
        yield argument, wrong.at, f"{wrong.seen}, so nothing is written there", wrong.remedy


def _of_priority(name: str, argument: Argument) -> Seen:
    if argument not in PRIORITIES:
        yield name, 0, f"{name} has no priority", "write one of 'P1' to 'P5'"
