"""Operands joined by OR, each of operands joined by AND: what scopes, searches and composites have in common."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from dogwatch.query.node import Node, set_read

from .reader import Reader

N = TypeVar("N", bound=Node)


@dataclass(frozen=True, slots=True)
class Grammar(Generic[N]):
    """What is joined, by which words, and to which nodes.

    `operand` reads one operand that is nested so deep; `goes_on` says whether another one follows that must hold too,
    and reads the word in front of it.
    """

    operand: Callable[[Reader, int], N]
    goes_on: Callable[[Reader], object]
    either: re.Pattern[str]
    all_of: Callable[[tuple[N, ...]], N]
    one_of: Callable[[tuple[N, ...]], N]

    def read(self, reader: Reader, depth: int) -> N:
        """The choices that begin here."""
        choices: list[N] = []
        highest = 0
        reader.skip_space()
        start = reader.at
        while True:
            reader.skip_space()
            first = reader.at
            operands, height = [self.operand(reader, depth)], reader.height
            while self.goes_on(reader):
                operands.append(self.operand(reader, depth))
                height = max(height, reader.height)
            choices.append(self._joined(reader, operands, self.all_of, height, first))
            highest = max(highest, reader.height)
            if reader.take(self.either) is None:
                return self._joined(reader, choices, self.one_of, highest, start)

    def _joined(self, reader: Reader, nodes: list[N], join: Callable[[tuple[N, ...]], N], height: int, start: int) -> N:
        """One node alone, or the join of several that begin there."""
        reader.height = height
        if len(nodes) == 1:
            return nodes[0]
        reader.rise(height)
        joined = join(tuple(nodes))
        set_read(joined, (reader.text, start, reader.at))
        return joined
