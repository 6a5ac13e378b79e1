"""A text and how far it has been read.

The functions of this folder each read one thing from a `Reader`: they match a pattern where it stands, move it behind
what they read, and raise `QuerySyntaxError` where nothing fits. Every letter is matched a fixed number of times, and
no tree is higher than `DEEPEST`, so that any text is read, or refused, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NoReturn

from dogwatch.caret import quoted
from dogwatch.errors import QuerySyntaxError
from dogwatch.nearest import nearest
from dogwatch.query.node import Node, set_read

# Trees are printed and compared by recursion, of which Python has 1,000 levels; people nest five.
DEEPEST = 100
# What is read by recursion: parentheses, and the signs in front of them, that are no level of the tree may be as many.
_MOST_NESTED = 2 * DEEPEST

_SPACE = re.compile(r"\s*", re.ASCII)
# What stands somewhere, to name it: a word, or one letter.
_PIECE = re.compile(r"[\w.$@]+|.", re.DOTALL)


class Reader:
    """A text, the place `at` which to read on, where the last operand `began`, and the `height` of its tree."""

    __slots__ = ("at", "began", "height", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = self.began = self.height = 0

    def fail(self, seen: str, remedy: str, at: int | None = None) -> NoReturn:
        raise QuerySyntaxError(self.text, self.at if at is None else at, seen, remedy)

    def expected(self, what: str) -> NoReturn:
        """Fails at the next letter that is no space, for want of what is expected there."""
        self.skip_space()
        piece = _PIECE.match(self.text, self.at)
        self.fail(f"{quoted(piece[0])} has no place here" if piece else "the query ends too early", f"expected {what}")

    def unknown(self, noun: str, word: str, known: Iterable[str], at: int, otherwise: str) -> NoReturn:
        """Fails at a word that is none of the known ones, with the nearest of them."""
        meant = nearest(word, known)
        self.fail(f"{quoted(word)} is no {noun}", f"did you mean {quoted(meant)}?" if meant else otherwise, at)

    def deeper(self, depth: int) -> int:
        """One level of parentheses or signs more."""
        if depth >= _MOST_NESTED:
            self._fail_deep()
        return depth + 1

    def rise(self, *heights: int) -> None:
        """Notes the height of a node over trees of these heights."""
        self.height = max(heights) + 1
        if self.height > DEEPEST:
            self._fail_deep()

    def _fail_deep(self) -> NoReturn:
        self.fail(f"it is nested deeper than {DEEPEST} levels", "write it in several queries")

    def skip_space(self) -> None:
        self.at = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]  # it matches anything

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What the pattern matches here, read; None where it does not."""
        found = pattern.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def end(self, expected: str) -> None:
        """Nothing but space is left."""
        self.skip_space()
        if self.at != len(self.text):
            self.expected(expected)

    def whole(self, node: Node) -> None:
        """Says that the node is all of the text, with the space around it."""
        set_read(node, (self.text, 0, len(self.text)))
