"""Chains of calls: `.index("main").rollup("count").by("host").last("5m")`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from dogwatch.caret import quoted
from dogwatch.query.metric import Keyword, Number, Text
from dogwatch.query.node import set_read
from dogwatch.query.step import Step
from dogwatch.query.window import as_window

from .reader import Reader
from .values import NUMBER, STRING, number, unescaped


class Takes(NamedTuple):
    """The arguments that a step takes: at least and at most how many, of which type, and an example of the step."""

    least: int
    most: int
    type: type | None
    example: str


_CALL = re.compile(r"\s*+\.\s*+([A-Za-z_]\w*+)\s*+\(\s*+(\))?", re.ASCII).match
_DOT = re.compile(r"\s*+\.", re.ASCII)
_VALUE = rf"(?:(?P<keyword>[A-Za-z_]\w*+)\s*+=\s*+)?(?:(?P<text>{STRING})|(?P<number>{NUMBER})(?![\w.]))"
_ARGUMENT = re.compile(rf"{_VALUE}\s*+(?P<end>[,)])\s*+", re.ASCII)
_ANY_VALUE = re.compile(_VALUE, re.ASCII)
_TEXT = re.compile(rf"\s*+({STRING})", re.ASCII)


def read_steps(reader: Reader, known: Mapping[str, Takes], needed: Iterable[str] = ()) -> tuple[Step, ...]:
    """The calls that stand here, of those known, each once; those needed must be among them."""
    steps: list[Step] = []
    while found := _CALL(reader.text, reader.at):
        name, start = found[1], reader.text.index(".", found.start())
        if name not in known:
            otherwise = f"write one of .{', .'.join(known)}"
            reader.unknown("step of such a query", name, known, found.start(1), otherwise)
        if any(step.name == name for step in steps):
            reader.fail(f".{name}() stands there twice", "leave one out", start)
        reader.at = found.end()
        step = Step(name, () if found[2] else _arguments(reader))
        set_read(step, (reader.text, start, reader.at))
        _check(reader, step, known[name], found.end(1))
        steps.append(step)
    if _DOT.match(reader.text, reader.at):
        reader.expected(f"one of .{', .'.join(known)}")
    for names in needed:
        choices = names.split("|")
        if not any(step.name in choices for step in steps):
            reader.skip_space()
            reader.fail(f"it has no .{choices[0]}(…)", f"write it in front of this, as in {known[choices[0]].example}")
    return tuple(steps)


def read_text(reader: Reader) -> tuple[str, int] | None:
    """A text in quotes that stands here, without them, and where it begins behind its quote; None where none does."""
    found = reader.take(_TEXT)
    return None if found is None else (unescaped(found[1]), found.start(1) + 1)


def _arguments(reader: Reader) -> tuple[str | int | float | Keyword, ...]:
    arguments: list[str | int | float | Keyword] = []
    while True:
        found = reader.take(_ARGUMENT)
        if found is None:
            reader.expected("',' or ')'" if reader.take(_ANY_VALUE) else "a text in quotes or a number")
        kind = "text" if found["text"] else "number"
        value: str | int | float
        value = unescaped(found["text"]) if found["text"] else number(reader, found["number"], found.start("number"))
        if found["keyword"]:
            constant = Text(value) if isinstance(value, str) else Number(value)
            set_read(constant, (reader.text, *found.span(kind)))
            named = Keyword(found["keyword"], constant)
            set_read(named, (reader.text, found.start("keyword"), found.end(kind)))
            arguments.append(named)
        else:
            arguments.append(value)
        if found["end"] == ")":
            reader.at = found.end("end")
            return tuple(arguments)


def _check(reader: Reader, step: Step, takes: Takes, at: int) -> None:
    fits = takes.type is None or all(isinstance(argument, takes.type) for argument in step.arguments)
    if not fits or not takes.least <= len(step.arguments) <= takes.most:
        reader.fail(f"{quoted(str(step))} has other arguments than it takes", f"write it as in {takes.example}", at)
    if step.name in ("last", "current") and takes.type is str and as_window(step.name, step.texts[0]) is None:
        reader.fail(f"{quoted(step.texts[0])} is no window", f"write one as in {takes.example}", at)
