"""What the nodes of all trees have in common: where a parser found them, and two ways to print them.

`str(node)` is the text that was read, letter for letter; of a node that was built or changed it is the canonical form
around the texts of what is below it. `canonical(node)` forgets how everything was spelled.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

# The text that was parsed, and where in it the node begins and ends.
Span: TypeAlias = tuple[str, int, int]
Write: TypeAlias = "Callable[[Node | str], str]"


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a query.

    Two nodes are equal when they mean the same, however they are spelled: `read` takes no part in it. `replace` makes
    a node that was not read.
    """

    read: Span | None = field(default=None, init=False, repr=False, compare=False)

    def written(self, write: Write) -> str:
        """The canonical form, with what `write` makes of each part."""
        raise NotImplementedError

    @property
    def below(self) -> tuple[Node, ...]:
        """The nodes directly below, from left to right; nodes of which there are many say it themselves."""
        found: list[Node] = []
        names: tuple[str, ...] = self.__match_args__
        for name in names:
            value = getattr(self, name)
            if isinstance(value, Node):
                found.append(value)
            elif isinstance(value, tuple):
                found += [each for each in value if isinstance(each, Node)]
        return tuple(found)

    def __str__(self) -> str:
        if self.read is None:
            return self.written(str)
        text, start, end = self.read
        return text[start:end]


def canonical(part: Node | str) -> str:
    """The text as Datadog's documentation would spell it: equal nodes have one canonical form."""
    return part if isinstance(part, str) else part.written(canonical)


# Says where a node was found; for parsers, once and right after they made it. The slot itself, since a node is frozen
# and a parser makes many.
set_read: Callable[[Node, Span], None] = Node.__dict__["read"].__set__
