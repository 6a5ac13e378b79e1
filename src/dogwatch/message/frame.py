"""The tree of a message's tags, which all messages with the same tags share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .expressions import Unread
from .flaws import Flaw, flaws_of
from .pieces import RAW
from .tags import Closing, Opening, Otherwise, Remark, Value, read_tag
from .tree import Block, Comment, Node, Raw, Shown, Text
from .variables import variables

# Trees are walked by recursion; people nest three.
_DEEPEST = 50


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """The tree, or why there is none; what in it never says anything; the pieces that are tags of blocks.

    `tail` is the first piece behind the last block, comment and raw text; `tags` are the keys of the tags of which the
    values are shown, each once.
    """

    nodes: tuple[Node, ...]
    error: Flaw | None = None
    flaws: tuple[Flaw, ...] = ()
    edges: frozenset[int] = frozenset()
    tail: int = 0
    tags: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def framed(tags: tuple[str, ...]) -> Frame:
    """The frame of a message with these tags, between which its texts stand."""
    building = _Building(2 * len(tags))
    for number, tag in enumerate(tags):
        at = 2 * number + 1
        try:
            building.add(at, tag)
        except Unread as wrong:
            return Frame((), error=Flaw(at, wrong.at, wrong.seen, wrong.remedy))
    return building.frame()


class _Open:
    """A block whose end has not come yet."""

    def __init__(self, at: int, tag: Opening) -> None:
        self.at, self.tag = at, tag
        self.inside: list[Node] = []
        self.else_at: int | None = None
        self.otherwise: list[Node] = []

    @property
    def name(self) -> str:
        """What its end has to say."""
        condition = self.tag.condition
        return condition.name or ".".join(condition.arguments[0].steps)  # type: ignore[union-attr]  # it is a variable

    @property
    def nodes(self) -> list[Node]:
        return self.inside if self.else_at is None else self.otherwise


class _Building:
    """The nodes that were made of the tags so far."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.nodes: list[Node] = []
        self.blocks: list[_Open] = []
        self.flaws: list[Flaw] = []
        self.edges: set[int] = set()
        self.tail = 0

    @property
    def here(self) -> list[Node]:
        return self.blocks[-1].nodes if self.blocks else self.nodes

    def add(self, at: int, tag: str) -> None:
        self.here.append(Text(at - 1))
        if tag.startswith("{{{{"):
            self._raw(at, tag)
            return
        match read_tag(tag):
            case Remark():
                self.here.append(Comment(at))
                self.tail = at + 1
            case Value(value, is_escaped):
                self.here.append(Shown(at, value, is_escaped))
                self.flaws += flaws_of(at, tag, value)
            case Opening() as opening:
                self._open(at, tag, opening)
            case Otherwise():
                self._else(at)
            case Closing(name):
                self._close(at, name)

    def _raw(self, at: int, tag: str) -> None:
        opened = RAW.match(tag)
        if opened is None or opened.end() == len(tag):
            raise Unread(0, "the raw text does not end", "write {{{{raw}}}} in front of it and {{{{/raw}}}} behind it")
        condition = None
        if opened[1] != "raw":
            opening = read_tag(f"{{{{#{opened[1]}{opened[2]}}}}}")
            assert isinstance(opening, Opening)
            condition = opening.condition
            self.flaws += flaws_of(at, tag, condition)
        self.here.append(Raw(at, condition))
        self.tail = at + 1

    def _open(self, at: int, tag: str, opening: Opening) -> None:
        if len(self.blocks) == _DEEPEST:
            raise Unread(0, f"blocks are nested deeper than {_DEEPEST} levels", "write them one after the other")
        self.blocks.append(_Open(at, opening))
        self.flaws += flaws_of(at, tag, opening.condition)
        self.edges.add(at)

    def _else(self, at: int) -> None:
        if not self.blocks:
            raise Unread(0, "{{else}} stands in no block", "leave it out, or begin a block in front of it")
        if self.blocks[-1].else_at is not None:
            raise Unread(0, "a second {{else}} stands in the block", "leave it out")
        self.blocks[-1].else_at = at
        self.edges.add(at)

    def _close(self, at: int, name: str) -> None:
        if not self.blocks or self.blocks[-1].name != name:
            raise Unread(0, f"{{{{/{name}}}}} ends no block", f"begin it with {{{{#{name}}}}}, or leave it out")
        block = self.blocks.pop()
        condition, is_negated = block.tag.condition, block.tag.is_negated
        inside, otherwise = tuple(block.inside), tuple(block.otherwise)
        self.here.append(Block(block.at, condition, is_negated, inside, block.else_at, otherwise, at))
        self.edges.add(at)
        self.tail = at + 1

    def frame(self) -> Frame:
        if self.blocks:
            block = self.blocks[-1]
            seen = f"the block {block.name} does not end, so that not all would hear what stands behind it"
            return Frame((), error=Flaw(block.at, 0, seen, f"end it with {{{{/{block.name}}}}}"))
        self.nodes.append(Text(self.last))
        tags = tuple(dict.fromkeys(path.steps[0] for path in variables(self.nodes) if path.is_tag))
        return Frame(tuple(self.nodes), None, tuple(self.flaws), frozenset(self.edges), self.tail, tags)
