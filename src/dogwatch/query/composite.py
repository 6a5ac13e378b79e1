"""Queries of composite monitors: other monitors joined by `&&`, `||` and `!`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from .ask import nodes
from .node import Node, Write


@dataclass(frozen=True, slots=True)
class MonitorId(Node):
    """A monitor by its id, or by a reference to it: `1234`, `${monitor:shop/checkout/errors}`."""

    id: str

    def written(self, write: Write) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class Inverted(Node):
    """`!a`: alerts when the other does not."""

    operand: Composed

    def written(self, write: Write) -> str:
        is_grouped = isinstance(self.operand, Conjunction | Disjunction)
        return f"!({write(self.operand)})" if is_grouped else f"!{write(self.operand)}"


@dataclass(frozen=True, slots=True)
class Conjunction(Node):
    """`a && b`: alerts when all of them do."""

    operands: tuple[Composed, ...]

    def written(self, write: Write) -> str:
        return " && ".join(_nested(operand, write) for operand in self.operands)


@dataclass(frozen=True, slots=True)
class Disjunction(Node):
    """`a || b`: alerts when one of them does."""

    operands: tuple[Composed, ...]

    def written(self, write: Write) -> str:
        return " || ".join(_nested(operand, write) for operand in self.operands)


Composed: TypeAlias = MonitorId | Inverted | Conjunction | Disjunction


@dataclass(frozen=True, slots=True)
class Composite(Node):
    """A whole query of a composite monitor."""

    condition: Composed

    @property
    def monitors(self) -> tuple[str, ...]:
        """The ids of the monitors that it asks, or the references to them, each once, in the order written."""
        return tuple(dict.fromkeys(node.id for node in nodes(self) if isinstance(node, MonitorId)))

    def written(self, write: Write) -> str:
        return write(self.condition)


@dataclass(frozen=True, slots=True)
class Opaque(Node):
    """A query that is no language: that of a monitor which a synthetic test brings along."""

    text: str

    def written(self, write: Write) -> str:
        return self.text


def _nested(operand: Composed, write: Write) -> str:
    return f"({write(operand)})" if isinstance(operand, Conjunction | Disjunction) else write(operand)
