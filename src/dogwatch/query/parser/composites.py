"""Composites: `1234 && !(5678 || ${monitor:shop/checkout/errors})`."""

from __future__ import annotations

import re

from dogwatch.query.composite import Composed, Composite, Conjunction, Disjunction, Inverted, MonitorId
from dogwatch.query.node import set_read

from .booleans import Grammar
from .reader import Reader

_OPERAND = re.compile(r"\s*+(?:(?P<id>\d{1,18}(?!\w)|\$\{[^{}]*+\})|(?P<not>!)|(?P<group>\())", re.ASCII)
_AND = re.compile(r"\s*+&&", re.ASCII)
_OR = re.compile(r"\s*+\|\|", re.ASCII)
_CLOSE = re.compile(r"\s*+\)", re.ASCII)


def read_composite(reader: Reader) -> Composite:
    """The composite that is all of the text."""
    condition = _GRAMMAR.read(reader, 0)
    reader.end("'&&', '||' or the end")
    return Composite(condition)


def _operand(reader: Reader, depth: int) -> Composed:
    found = reader.take(_OPERAND)
    if found is None:
        reader.expected("the id of a monitor, or a reference such as ${monitor:shop/checkout/errors}")
    start = found.start(found.lastgroup)  # type: ignore[arg-type]  # one of the pattern's names
    operand: Composed
    reader.height = 1
    match found.lastgroup:
        case "id":
            operand = MonitorId(found["id"])
        case "not":
            operand = Inverted(_operand(reader, reader.deeper(depth)))
            reader.rise(reader.height)
        case _:
            operand = _GRAMMAR.read(reader, reader.deeper(depth))
            if reader.take(_CLOSE) is None:
                reader.expected("'&&', '||' or ')'")
            return operand
    set_read(operand, (reader.text, start, reader.at))
    return operand


_GRAMMAR: Grammar[Composed] = Grammar(_operand, lambda reader: reader.take(_AND), _OR, Conjunction, Disjunction)
