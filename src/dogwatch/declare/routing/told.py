"""Who is told at a transition, read from the text of a message as Datadog reads it.

A handle is told when it still stands in the text after the blocks are resolved (docs: monitors, notification
variables). Blocks that ask for tags (`is_match` and its like) are true for some groups and not for others, so both of
their sides count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dogwatch.declare.routing.handles import handles_in
from dogwatch.declare.routing.transitions import Transition

_TAG = re.compile(r"\{\{\s*(?:([#^/])\s*(\w+)[^{}]*|(else)\s*)\}\}")
_HIDES = re.compile(r"\{\{!--|\{\{\{\{")
_STATES = frozenset(name for transition in Transition for name in transition.value) | {"is_unknown"}


def told(message: str, transition: Transition) -> list[str]:
    """The handles that a message tells at a transition, each once, in the order in which they stand."""
    text = " ".join(_shown(_without(_without(message, "{{!--", "--}}"), "{{{{raw}}}}", "{{{{/raw}}}}"), transition))
    return list(dict.fromkeys(handles_in(text)))


def tells_at_its_end(message: str) -> bool:
    """Whether a handle stands behind all blocks of a message, and so hears of every transition.

    Nearly all messages end so, which is seen in one walk for all transitions. False says only that it is not seen so.
    """
    depth, end = 0, 0
    for tag in _TAG.finditer(message):
        end = tag.end()
        if tag[1] in ("#", "^"):
            depth += 1
        elif tag[1] == "/" and depth:
            depth -= 1
    return depth == 0 and not _HIDES.search(message) and bool(handles_in(message[end:]))


def _shown(message: str, transition: Transition) -> Iterator[str]:
    """The pieces of the text that stand in no block which is false then."""
    blocks: list[bool | None] = []
    begin = 0
    for tag in _TAG.finditer(message):
        if False not in blocks:
            yield message[begin : tag.start()]
        begin = tag.end()
        _enter(blocks, tag, transition)
    if False not in blocks:
        yield message[begin:]


def _enter(blocks: list[bool | None], tag: re.Match[str], transition: Transition) -> None:
    """Keeps the list of open blocks: true, false, or None where it depends on the group."""
    sign, name, is_else = tag.groups()
    if is_else and blocks:
        blocks[-1] = _negated(blocks[-1])
    elif sign == "/" and blocks:
        blocks.pop()
    elif sign in ("#", "^"):
        holds = (name in transition.value) if name in _STATES else None
        blocks.append(holds if sign == "#" else _negated(holds))


def _negated(holds: bool | None) -> bool | None:
    return None if holds is None else not holds


def _without(text: str, begin: str, end: str) -> str:
    """The text without what stands between two marks, and without the marks."""
    kept: list[str] = []
    at = 0
    while (first := text.find(begin, at)) >= 0 and (last := text.find(end, first)) >= 0:
        kept.append(text[at:first])
        at = last + len(end)
    return "".join([*kept, text[at:]])
