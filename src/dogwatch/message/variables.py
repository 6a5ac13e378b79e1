"""The variables that a message shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .tree import Arithmetic, Block, Call, Function, Negative, Node, Path, Shown


def variables(nodes: Iterable[Node]) -> Iterator[Path]:
    """The variables whose values stand in a message, in functions too, from left to right."""
    for node in nodes:
        if isinstance(node, Shown):
            yield from _within(node.value)
        elif isinstance(node, Block):
            yield from variables((*node.inside, *node.otherwise))


def _within(value: object) -> Iterator[Path]:
    match value:
        case Path():
            yield value
        case Call(_, arguments, expression):
            yield from _within(expression)
            yield from (argument for argument in arguments if isinstance(argument, Path))
        case Function(_, arguments):
            for argument in arguments:
                yield from _within(argument)
        case Negative(inside):
            yield from _within(inside)
        case Arithmetic(_, left, right):
            yield from _within(left)
            yield from _within(right)
