"""What in a definition does not fit its type, each with its place and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import ValidationError, convert

from dogwatch.kinds.resource import Problem
from dogwatch.nearest import nearest

from .known import Step, is_there, known_at, value_at

# What the checker says, "Expected `str`, got `int` - at `$.requests[0].q`", and the steps of its path.
_SAID = re.compile(r"(?P<said>.*) - at `\$(?P<path>[^`]*)`", re.DOTALL)
_STEP = re.compile(r"\.(?P<name>[^.\[]+)|\[(?P<index>\d+|\.\.\.)\]")
_UNKNOWN = re.compile(r"Object contains unknown field `(.*)`", re.DOTALL)
_MISSING = re.compile(r"Object missing required field `(.*)`")
_VALUE = re.compile(r"Invalid (?:enum )?value .*", re.DOTALL)
_NOUNS = {
    "array": "a list",
    "bool": "True or False",
    "int": "a whole number",
    "int | float": "a number",
    "object": "an object",
    "str": "a text",
}
# Longer values and longer lists nobody reads in a line.
_LONGEST = 60
_MOST = 25


def misfits(path: str, definition: Mapping[str, Any], type: Any) -> Iterator[Problem]:
    """Everything in a definition that does not fit its type.

    The checker stops at the first misfit. A field that does not fit is taken out before it looks again; an entry of a
    list is not, since the others would change their places, nor can what is missing be.
    """
    rest: Any = definition
    told: set[tuple[Step, ...]] = set()
    while said := _refused(rest, type):
        steps, problem = _read(said, rest, type)
        if steps in told:  # a field that has to be there was taken out
            return
        yield Problem(path + problem.path, problem.seen, problem.remedy)
        told.add(steps)
        if not _has_field(rest, steps):
            return
        rest = _without(rest, steps)


def _refused(value: Any, type: Any) -> str:
    """What the checker says against a value; "" if nothing."""
    try:
        convert(value, type)
    except ValidationError as error:
        return str(error)
    return ""


def _read(error: str, definition: Any, type: Any) -> tuple[tuple[Step, ...], Problem]:
    """The steps to what does not fit, and the problem."""
    said, steps = _parted(error, definition)
    known = known_at(definition, type, steps)
    if unknown := _UNKNOWN.fullmatch(said):
        steps = (*steps, unknown[1])
        return steps, Problem(_path(steps), "there is no such field", _instead(unknown[1], known))
    if missing := _MISSING.fullmatch(said):
        return (*steps, missing[1]), Problem(_path(steps), f"it has no {missing[1]}", f"add {missing[1]}")
    value = value_at(definition, steps)
    seen = _short(value)
    if _VALUE.fullmatch(said):
        return steps, Problem(_path(steps), seen, _instead(str(value), known))
    expected, _, _ = said.removeprefix("Expected ").partition(", got ")
    return steps, Problem(_path(steps), seen, f"write {_noun(expected)}")


def _parted(error: str, definition: Any) -> tuple[str, tuple[Step, ...]]:
    """What the checker says, and the steps of its path; a name of a field may look as if it were the end of one."""
    match = _SAID.fullmatch(error)
    steps = tuple(_steps(match["path"])) if match else ()
    return (match["said"], steps) if match and is_there(definition, steps) else (error, ())


def _instead(word: str, known: list[str]) -> str:
    meant = nearest(word, known)
    if meant:
        return f"did you mean {meant!r}?"
    listed = ", ".join([*map(repr, known[:_MOST]), *(["…"] if len(known) > _MOST else [])])
    return f"known here: {listed}; what Datadog has added since is sent as it stands"


def _noun(expected: str) -> str:
    """What the checker expects, in words: "`array` of length >= 1", "`str | array`"."""
    kinds, _, rest = expected.removeprefix("`").partition("`")
    noun = _NOUNS.get(kinds) or " or ".join(_NOUNS.get(kind, kind) for kind in kinds.split(" | "))
    return f"{noun}{rest}"


def _short(value: Any) -> str:
    shown = repr(value)
    return shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"


def _steps(path: str) -> Iterator[Step]:
    for step in _STEP.finditer(path):
        yield step["name"] or (None if step["index"] == "..." else int(step["index"]))


def _path(steps: Iterable[Step]) -> str:
    return "".join(f".{step}" if isinstance(step, str) else f"[{'…' if step is None else step}]" for step in steps)


def _has_field(value: Any, steps: tuple[Step, ...]) -> bool:
    """Whether the steps end at a field that stands there."""
    return bool(steps) and isinstance(steps[-1], str) and None not in steps and is_there(value, steps)


def _without(value: Any, steps: tuple[Step, ...]) -> Any:
    """The value without the field at the end of the steps; only what is on the way there is copied."""
    first, *others = steps
    rest: Any = dict(value) if isinstance(value, Mapping) else list(value)
    if others:
        rest[first] = _without(value[first], tuple(others))
    else:
        del rest[first]
    return rest
