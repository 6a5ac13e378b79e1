"""A message that was read: its pieces and the tree of its tags."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dogwatch.errors import MessageSyntaxError

from .flaws import Flaw
from .frame import Frame, framed
from .pieces import cut
from .tree import Block, Node, Path
from .variables import variables


@dataclass(frozen=True, slots=True, eq=False)
class Message:
    """A message in Datadog's language; `str` gives its text back letter for letter.

    A text that is no message, since a block does not end for instance, has an `error` and no nodes.
    """

    pieces: Sequence[str]
    frame: Frame

    def __str__(self) -> str:
        if self.frame.error:
            return "".join(self.pieces)
        return "".join(map(self.pieces.__getitem__, _order(self.frame.nodes)))

    @property
    def error(self) -> MessageSyntaxError | None:
        """Why it is no message: Datadog tells nobody then."""
        return self._said(self.frame.error) if self.frame.error else None

    @property
    def flaws(self) -> list[MessageSyntaxError]:
        """What in it can never come true or stays empty."""
        return [self._said(flaw) for flaw in self.frame.flaws]

    @property
    def mistakes(self) -> list[MessageSyntaxError]:
        """Its error, or else its flaws."""
        return [self.error] if self.error else self.flaws

    @property
    def has_blocks(self) -> bool:
        """Whether some of it is shown at some transitions only."""
        return bool(self.frame.edges)

    @property
    def tags(self) -> tuple[str, ...]:
        """The keys of the tags whose values are shown in it, each once."""
        return self.frame.tags

    @property
    def variables(self) -> Iterator[Path]:
        """The variables whose values are shown in it, from left to right; none where it is no message."""
        return variables(self.frame.nodes)

    @property
    def words(self) -> str:
        """Its texts alone, with a space in the place of each tag."""
        return " ".join(self.pieces[::2])

    def without_blocks(self) -> str:
        """Its text with a space in the place of each tag of a block, and other tags without the space in them."""
        edges = self.frame.edges
        return "".join(
            piece if at % 2 == 0 else " " if at in edges else "".join(piece.split())
            for at, piece in enumerate(self.pieces)
        )

    def _said(self, flaw: Flaw) -> MessageSyntaxError:
        text = "".join(self.pieces)
        at = sum(map(len, self.pieces[: flaw.at])) + flaw.letter
        return MessageSyntaxError(text, at, flaw.seen, flaw.remedy)


@lru_cache(maxsize=256)  # each is as large as its text, and is asked for several times in a row
def read(text: str) -> Message:
    """The message that a text is; one that Datadog could not read has an `error`."""
    pieces = cut(text)
    return Message(pieces, framed(tuple(pieces[1::2])))


def parse(text: str) -> Message:
    """The message that a text is; raises `MessageSyntaxError`."""
    message = read(text)
    if message.error:
        raise message.error
    return message


def _order(nodes: tuple[Node, ...]) -> Iterator[int]:
    """The pieces of nodes from left to right."""
    for node in nodes:
        yield node.at
        if isinstance(node, Block):
            yield from _order(node.inside)
            if node.else_at is not None:
                yield node.else_at
            yield from _order(node.otherwise)
            yield node.end
