"""Metric queries: `avg:system.cpu.user{env:prod} by {host}.rollup(sum, 60)`."""

from __future__ import annotations

import re
from typing import NoReturn

from dogwatch.query.known import AGGREGATORS, MODIFIERS, is_aggregator
from dogwatch.query.metric import MetricQuery, Modifier, Text
from dogwatch.query.node import set_read
from dogwatch.query.number import plain
from dogwatch.query.scope import Value, Variable

from .reader import Reader
from .scopes import read_scope
from .values import NUMBER, STRING, number, unescaped
from .variables import NAME, interpolated, variable

# What a metric query begins with, up to the brace of its scope: a way to aggregate, and the metric.
HEAD = r"(?:(?P<aggregator>[A-Za-z][\w.]*+|count\([^(){}]*+\))\s*+:\s*+)?(?P<metric>[A-Za-z][\w.]*+)\s*+\{"

_BY = re.compile(r"\s*+by\s*+\{([^{}]*+)\}", re.ASCII).match
_BY_BEGINS = re.compile(r"\s*+by\b\s*+", re.ASCII)
_KEY = re.compile(r"\s*+([^\s,{}()!]++)\s*+(,|\Z)", re.ASCII).match
_MODIFIER = re.compile(r"\s*+\.\s*+([A-Za-z_]\w*+)\s*+\(\s*+(\))?", re.ASCII).match
_DOT = re.compile(r"\s*+\.", re.ASCII)
_VALUE = rf"(?:(?P<number>{NUMBER})(?![\w.])|(?P<word>[A-Za-z_][\w.]*+)|(?P<text>{STRING})|\$(?P<variable>{NAME}))"
_ARGUMENT = re.compile(rf"{_VALUE}\s*+(?P<end>[,)])\s*+", re.ASCII)
_ANY_VALUE = re.compile(_VALUE, re.ASCII)
_COMPARED = re.compile(rf"count\(v:\s*+v\s*+(<=?|>=?)\s*+({NUMBER})\)", re.ASCII)
_PLAIN = frozenset(AGGREGATORS)


def read_query(reader: Reader, head: re.Match[str]) -> MetricQuery:
    """The query whose head was read just now."""
    start, aggregator, metric = head.start("metric"), head["aggregator"], head["metric"]
    if aggregator is not None:
        start = head.start("aggregator")
        if aggregator not in _PLAIN:
            aggregator = _aggregator(reader, aggregator, start)
    scope = read_scope(reader)
    text = reader.text
    keys: tuple[Value, ...] = ()
    if by := _BY(text, reader.at):
        reader.at = by.end()
        keys = _keys(reader, by[1], by.start(1))
    elif _BY_BEGINS.match(text, reader.at):
        _fail_by(reader)
    query = MetricQuery(metric, aggregator, scope, keys, read_modifiers(reader))
    set_read(query, (text, start, reader.at))
    return query


def read_modifiers(reader: Reader) -> tuple[Modifier, ...]:
    """What is appended here, such as `.as_count()`."""
    text, modifiers = reader.text, []
    while found := _MODIFIER(text, reader.at):
        name = found[1]
        if name not in MODIFIERS:
            otherwise = f"write one of .{'(), .'.join(MODIFIERS)}()"
            reader.unknown("modifier of a metric query", name, MODIFIERS, found.start(1), otherwise)
        reader.at = found.end()
        modifier = Modifier(name) if found[2] else Modifier(name, _arguments(reader))
        set_read(modifier, (text, text.index(".", found.start()), reader.at))
        modifiers.append(modifier)
    if _DOT.match(text, reader.at):
        reader.expected("a modifier such as .as_count()")
    return tuple(modifiers)


def _arguments(reader: Reader) -> tuple[str | int | float | Variable | Text, ...]:
    arguments: list[str | int | float | Variable | Text] = []
    while True:
        found = reader.take(_ARGUMENT)
        if found is None:
            reader.expected("',' or ')'" if reader.take(_ANY_VALUE) else "a word, a number or a text")
        kind = "number" if found["number"] else "word" if found["word"] else "text" if found["text"] else "variable"
        start = found.start(kind)
        match kind:
            case "number":
                arguments.append(number(reader, found["number"], start))
            case "word":
                arguments.append(found["word"])
            case "text":
                text = Text(unescaped(found["text"]))
                set_read(text, (reader.text, start, found.end("text")))
                arguments.append(text)
            case _:
                arguments.append(variable(found["variable"], (reader.text, start - 1, found.end("variable"))))
        if found["end"] == ")":
            reader.at = found.end("end")
            return tuple(arguments)


def _aggregator(reader: Reader, word: str, at: int) -> str:
    """How the series are aggregated; a comparison of values in its canonical spelling."""
    if compared := _COMPARED.fullmatch(word):
        return f"count(v: v{compared[1]}{plain(number(reader, compared[2], at + compared.start(2)))})"
    if not is_aggregator(word):
        otherwise = "write one of avg, sum, min, max, count, or a percentile such as p95"
        reader.unknown(
            "way to aggregate a metric", word, (*AGGREGATORS, "p50", "p75", "p90", "p95", "p99"), at, otherwise
        )
    return word


def _keys(reader: Reader, keys: str, start: int) -> tuple[Value, ...]:
    found: list[Value] = []
    at = 0
    while True:
        key = _KEY(keys, at)
        if key is None:
            reader.at = start + at
            reader.expected("a tag key such as host")
        word = key[1]
        found.append(interpolated(word, reader.text, start + key.start(1)) if "$" in word else word)
        if not key[2]:
            return tuple(found)
        at = key.end()


def _fail_by(reader: Reader) -> NoReturn:
    reader.take(_BY_BEGINS)
    if reader.text.startswith("{", reader.at):
        reader.fail("the brace of by is not closed", "close it with '}'")
    reader.expected("'{', as in by {host}")
