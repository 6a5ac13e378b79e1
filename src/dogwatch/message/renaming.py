"""A variable of a message under another name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from .message import read
from .tree import Argument, Block, Call, Node, Shown


def renamed(text: str, variable: str, name: str) -> str:
    """The text with another name for a variable, wherever its value is shown, calculated with or asked about.

    A text that is no message stays as it is.
    """
    message = read(text)
    is_it = re.compile(rf"(?<![\w.\[@]){re.escape(variable)}(?![\w.(])")
    pieces = list(message.pieces)
    for at in _places(message.frame.nodes, is_it):
        pieces[at] = is_it.sub(name, pieces[at], count=1 if pieces[at].startswith(("{{#", "{{^")) else 0)
    return "".join(pieces)


def _places(nodes: Iterable[Node], is_it: re.Pattern[str]) -> Iterator[int]:
    """The tags that may name it: those that show something, and blocks that ask about it."""
    for node in nodes:
        if isinstance(node, Shown):
            yield node.at
        elif isinstance(node, Block):
            if node.condition.arguments and is_it.search(_text(node.condition.arguments[0])):
                yield node.at
            yield from _places((*node.inside, *node.otherwise), is_it)


def _text(argument: Argument) -> str:
    """What a condition asks about, as a text."""
    if isinstance(argument, Call):
        return " ".join(map(_text, argument.arguments))
    return argument if isinstance(argument, str) else ".".join(argument.steps)
