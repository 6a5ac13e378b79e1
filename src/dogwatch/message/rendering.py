"""A message as it goes out: blocks resolved, variables in their places, and who is told by it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from urllib.parse import quote

from .blocks import PRIORITIES
from .clock import local_time
from .conditions import holds, valued
from .context import Context, shown
from .evaluation import evaluated, printed
from .expressions import path_of
from .handles import handles_at
from .message import Message, read
from .pieces import RAW
from .tree import Argument, Block, Call, Comment, Condition, Expression, Node, Path, Raw, Shown, Text

_EPOCH = "_epoch"
# Signs of comparison, and addresses that would lead nowhere.
_AS_IT_IS = {("comparator",), ("log", "link")}


@dataclass(frozen=True)
class Rendered:
    """What goes out: the text, the handles that are told by it, and the priority if the message says one."""

    text: str
    handles: tuple[str, ...] = ()
    priority: int | None = None


def render(text: str, context: Context, *, is_escaped: bool = True) -> Rendered:
    """The message for what is known. One that cannot be read goes out as it stands, and tells nobody.

    Nothing is escaped in what is no Markdown, such as a title.
    """
    message = read(text)
    if message.frame.error:
        return Rendered(text)
    rendering = _Rendering(message, context, is_escaped=is_escaped)
    rendering.write(message.frame.nodes)
    return rendering.rendered()


class _Rendering:
    """What was written so far: in runs between the tags of blocks, each of pieces that are the message's own or not."""

    def __init__(self, message: Message, context: Context, *, is_escaped: bool) -> None:
        self.message, self.context, self.is_escaped = message, context, is_escaped
        self.runs: list[list[tuple[str, bool]]] = [[]]
        self.priority: int | None = None

    def rendered(self) -> Rendered:
        text = "".join(piece for run in self.runs for piece, _ in run)
        handles = (handle for run in self.runs for handle in _handles(run))
        return Rendered(text, tuple(dict.fromkeys(handles)), self.priority)

    def write(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            match node:
                case Text(at):
                    self._put(self.message.pieces[at], is_own=True)
                case Shown(_, value, is_escaped):
                    self._show(value, is_escaped and self.is_escaped)
                case Block():
                    self._resolve(node)
                case Raw(at, condition):
                    self._raw(self.message.pieces[at], condition)
                case Comment():
                    pass

    def _put(self, text: str, *, is_own: bool) -> None:
        self.runs[-1].append((text, is_own))

    def _show(self, value: Path | Call, is_escaped: bool) -> None:
        text = self._called(value) if isinstance(value, Call) else shown(self.context.lookup(value))
        is_safe = isinstance(value, Path) and value.steps in _AS_IT_IS
        self._put(_escaped(text) if is_escaped and not is_safe else text, is_own=False)

    def _resolve(self, block: Block) -> None:
        is_inside = self._holds(block.condition) is not block.is_negated
        self.runs.append([])
        self.write(block.inside if is_inside else block.otherwise)
        self.runs.append([])

    def _raw(self, tag: str, condition: Condition | None) -> None:
        opened = RAW.match(tag)
        if opened and (condition is None or self._holds(condition)):
            self._put(tag[opened.end() : tag.rindex("{{{{/")], is_own=True)

    def _holds(self, condition: Condition) -> bool:
        return holds(condition, self.context, self._called)

    def _called(self, call: Call) -> str:
        """What a function comes to; nothing where it knows no answer."""
        first = call.arguments[0]
        match call.name:
            case "eval":
                return self._evaluated(call)
            case "local_time":
                return self._local_time(first, call.arguments[1])
            case "urlencode":
                return quote(self._value_of(first), safe="")
            case _:
                self._override(first)
                return ""

    def _evaluated(self, call: Call) -> str:
        expression: Expression | None = call.expression
        if expression is None:
            return ""
        value = evaluated(expression, self.context.lookup)
        return "" if value is None else printed(value)

    def _local_time(self, variable: Argument, zone: Argument) -> str:
        path = variable if isinstance(variable, Path) else path_of(str(variable))
        if not path.steps:
            return ""
        at = self.context.lookup(Path((*path.steps[:-1], path.steps[-1].removesuffix(_EPOCH) + _EPOCH)))
        if not isinstance(at, int | float) or not isinstance(zone, str):
            return ""
        return local_time(at / 1000, zone) or ""

    def _value_of(self, argument: Argument) -> str:
        if isinstance(argument, Call):
            return self._called(argument)
        return valued(argument if isinstance(argument, Path) else path_of(argument), self.context)

    def _override(self, priority: Argument) -> None:
        if priority in PRIORITIES:
            self.priority = PRIORITIES.index(priority) + 1


def _escaped(text: str) -> str:
    """As Handlebars escapes."""
    return escape(text).replace("`", "&#x60;").replace("=", "&#x3D;")


def _handles(run: list[tuple[str, bool]]) -> Iterable[str]:
    """The handles in a run of pieces that begin in the message's own text."""
    own, at = [], 0
    for piece, is_own in run:
        if is_own:
            own.append(range(at, at + len(piece)))
        at += len(piece)
    for start, handle in handles_at("".join(piece for piece, _ in run)):
        if "{{" not in handle and any(start in span for span in own):
            yield handle
