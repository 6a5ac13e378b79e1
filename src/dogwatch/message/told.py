"""Who is told at a transition, read from the text of a message as Datadog reads it.

A handle is told when it still stands in the text after the blocks are resolved (docs: monitors, notification
variables). Blocks that ask for tags (`is_match` and its like) are true for some groups and not for others, so both of
their sides count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from .frame import Frame, framed
from .handles import handles_in
from .message import read
from .pieces import tags_of
from .transition import STATES, Transition
from .tree import Block, Comment, Condition, Node


def told(message: str, transition: Transition) -> list[str]:
    """The handles that a message tells at a transition, each once, in the order in which they stand.

    A message that cannot be read tells nobody.
    """
    if "@" not in message:
        return []
    read_as = read(message)
    runs = _runs(read_as.frame, transition)
    text = " ".join("".join(map(read_as.pieces.__getitem__, run)) for run in runs)
    return list(dict.fromkeys(handles_in(text)))


def tells_at_its_end(message: str) -> bool:
    """Whether a handle stands behind all blocks of a message, and so hears of every transition.

    Nearly all messages end so, which is seen at once for all transitions. False says only that it is not seen so.
    """
    tags = tags_of(message)
    frame = framed(tags)
    if frame.error:
        return False
    # The last tag of a block is the last that reads so: those behind it are none of a block.
    last = tags[frame.tail // 2 - 1] if frame.tail else ""
    return bool(handles_in(message[message.rfind(last) + len(last) :] if last else message))


def is_sound(text: str) -> bool:
    """Whether a text is a message of which everything can come true."""
    frame = framed(tags_of(text))
    return frame.error is None and not frame.flaws


@lru_cache(maxsize=4096)
def _runs(frame: Frame, transition: Transition) -> tuple[tuple[int, ...], ...]:
    """The pieces that are shown then, in runs between the tags of blocks."""
    runs: list[list[int]] = [[]]
    for at in _shown(frame.nodes, transition):
        if at is None:
            runs.append([])
        else:
            runs[-1].append(at)
    return tuple(map(tuple, filter(None, runs)))


def _shown(nodes: Iterable[Node], transition: Transition) -> Iterator[int | None]:
    """The pieces that may be shown then, and None for the tag of a block."""
    for node in nodes:
        if isinstance(node, Block):
            holds = _holds(node.condition, transition)
            yield None
            if holds is None or holds is not node.is_negated:
                yield from _shown(node.inside, transition)
                yield None
            if holds is None or holds is node.is_negated:
                yield from _shown(node.otherwise, transition)
                yield None
        elif not isinstance(node, Comment):
            yield node.at


def _holds(condition: Condition, transition: Transition) -> bool | None:
    """Whether a condition is true then; None where it depends on the group."""
    return condition.name in transition.value if condition.name in STATES else None
