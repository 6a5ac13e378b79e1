"""Composites: `1234 && !(5678 || ${monitor:shop/checkout/errors})`."""

from __future__ import annotations

import re

from dogwatch.query.composite import Composed, Composite, Conjunction, Disjunction, Inverted, MonitorId
from dogwatch.query.node import set_read

from .reader import DEEPEST, Reader

_OPERAND = re.compile(r"\s*+(?:(?P<id>\d{1,18}(?!\w)|\$\{[^{}]*+\})|(?P<not>!)|(?P<group>\())", re.ASCII)
_AND = re.compile(r"\s*+&&", re.ASCII)
_OR = re.compile(r"\s*+\|\|", re.ASCII)
_CLOSE = re.compile(r"\s*+\)", re.ASCII)


def read_composite(reader: Reader) -> Composite:
    """The composite that is all of the text."""
    condition = _either(reader, 0)
    reader.end("'&&', '||' or the end")
    return Composite(condition)


def _either(reader: Reader, depth: int) -> Composed:
    """Monitors joined by `||`, each of monitors joined by `&&`."""
    if depth > DEEPEST:
        reader.too_deep()
    reader.skip_space()
    start = reader.at
    choices = [_every(reader, depth)]
    while reader.take(_OR):
        choices.append(_every(reader, depth))
    return _joined(Disjunction, choices, reader, start)


def _every(reader: Reader, depth: int) -> Composed:
    reader.skip_space()
    start = reader.at
    operands = [_operand(reader, depth)]
    while reader.take(_AND):
        operands.append(_operand(reader, depth))
    return _joined(Conjunction, operands, reader, start)


def _joined(
    kind: type[Conjunction] | type[Disjunction], operands: list[Composed], reader: Reader, start: int
) -> Composed:
    if len(operands) == 1:
        return operands[0]
    joined = kind(tuple(operands))
    set_read(joined, (reader.text, start, reader.at))
    return joined


def _operand(reader: Reader, depth: int) -> Composed:
    found = reader.take(_OPERAND)
    if found is None:
        reader.expected("the id of a monitor, or a reference such as ${monitor:shop/checkout/errors}")
    start = found.start(found.lastgroup)  # type: ignore[arg-type]  # one of the pattern's names
    operand: Composed
    match found.lastgroup:
        case "id":
            operand = MonitorId(found["id"])
        case "not":
            if depth > DEEPEST:
                reader.too_deep()
            operand = Inverted(_operand(reader, depth + 1))
        case _:
            operand = _either(reader, depth + 1)
            if reader.take(_CLOSE) is None:
                reader.expected("'&&', '||' or ')'")
            return operand
    set_read(operand, (reader.text, start, reader.at))
    return operand
