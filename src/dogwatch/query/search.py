"""Searches of logs, spans, RUM, events and the like: `service:web @http.status_code:[500 TO 599] -env:dev`.

The structure is a tree: terms, facets, ranges, boolean operators, variables. What stands in the leaves (wildcards,
escapes, paths) is text as it is written. Source: docs logs/explorer/search_syntax.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from .ask import nodes
from .metric import in_quotes
from .node import Node, Write
from .scope import Value, Variable


@dataclass(frozen=True, slots=True)
class FreeText(Node):
    """A word as it is written, wildcards and escapes included: `payment`, `5*`; with variables in it, its parts."""

    text: Value

    def written(self, write: Write) -> str:
        return write(self.text)


@dataclass(frozen=True, slots=True)
class Phrase(Node):
    """Words in quotes, to be found as they stand: `"connection reset"`; the text is without quotes and escapes."""

    text: str

    def written(self, write: Write) -> str:
        return in_quotes(self.text, '"')


@dataclass(frozen=True, slots=True)
class Bound(Node):
    """A value that is compared with: `>=400`."""

    comparator: Literal["<", "<=", ">", ">="]
    value: Value

    def written(self, write: Write) -> str:
        return f"{self.comparator}{write(self.value)}"


@dataclass(frozen=True, slots=True)
class Range(Node):
    """Values between two, which belong to it in brackets, `[400 TO 499]`, and do not in braces."""

    low: str
    high: str
    with_low: bool = True
    with_high: bool = True

    def written(self, write: Write) -> str:
        return f"{'[' if self.with_low else '{'}{self.low} TO {self.high}{']' if self.with_high else '}'}"


@dataclass(frozen=True, slots=True)
class SearchFunction(Node):
    """A function of the search, whose arguments are text: `CIDR(@network.client.ip,13.0.0.0/8)`."""

    name: str
    arguments: str

    def written(self, write: Write) -> str:
        return f"{self.name}({self.arguments})"


@dataclass(frozen=True, slots=True)
class Facet(Node):
    """What a facet, attribute or tag holds: `@http.status_code:5*`, `env:(prod OR staging)`."""

    key: str
    value: SearchCondition

    def written(self, write: Write) -> str:
        value = write(self.value)
        is_grouped = isinstance(self.value, Facet | SearchFunction | Without | Every | Either)
        return f"{self.key}:({value})" if is_grouped else f"{self.key}:{value}"


@dataclass(frozen=True, slots=True)
class Without(Node):
    """`-term`, or `NOT term`: what does not match."""

    term: SearchCondition

    def written(self, write: Write) -> str:
        return f"-{_nested(self.term, write)}"


@dataclass(frozen=True, slots=True)
class Every(Node):
    """Terms that must all match; they stand side by side, or with AND between them."""

    terms: tuple[SearchCondition, ...]

    def written(self, write: Write) -> str:
        return " ".join(_nested(term, write) for term in self.terms)


@dataclass(frozen=True, slots=True)
class Either(Node):
    """Terms of which one must match: `a OR b`."""

    terms: tuple[SearchCondition, ...]

    def written(self, write: Write) -> str:
        return " OR ".join(_nested(term, write) for term in self.terms)


@dataclass(frozen=True, slots=True)
class Search(Node):
    """A whole search; without a condition everything matches."""

    condition: SearchCondition | None = None

    @property
    def facets(self) -> tuple[str, ...]:
        """The facets, attributes and tags that it asks about, excluded ones too, each once, in the order written."""
        return tuple(dict.fromkeys(node.key for node in nodes(self) if isinstance(node, Facet)))

    def written(self, write: Write) -> str:
        return "" if self.condition is None else write(self.condition)


SearchCondition: TypeAlias = (
    FreeText | Phrase | Bound | Range | SearchFunction | Variable | Facet | Without | Every | Either
)


def _nested(term: SearchCondition, write: Write) -> str:
    return f"({write(term)})" if isinstance(term, Every | Either) else write(term)
