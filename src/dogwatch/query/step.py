"""Links of a chain of calls, of which queries of events, checks and SLOs are made: `.rollup("count").last("5m")`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .metric import Keyword, Text, in_quotes
from .node import Node, Write, canonical
from .number import plain
from .window import Current, Last, as_window


@dataclass(frozen=True, slots=True)
class Step(Node):
    """A call in a chain; texts are without their quotes."""

    name: str
    arguments: tuple[str | int | float | Keyword, ...] = ()

    def written(self, write: Write) -> str:
        return f".{self.name}({', '.join(map(_argument, self.arguments))})"

    @property
    def texts(self) -> tuple[str, ...]:
        """The arguments that are texts."""
        return tuple(argument for argument in self.arguments if isinstance(argument, str))


def step_of(steps: Iterable[Step], *names: str) -> Step | None:
    """The first step of one of the names."""
    return next((step for step in steps if step.name in names), None)


def window_of(steps: Iterable[Step]) -> Last | Current | None:
    """How far back the chain looks: `.last("5m")`, `.current("1mo")`; None for checks, which look at statuses."""
    step = step_of(steps, "last", "current")
    return as_window(step.name, step.texts[0]) if step is not None and step.texts else None


def groups_of(steps: Iterable[Step]) -> tuple[str, ...]:
    """What the chain groups by: of `.by("service,@http.method")` and `.by("host","port")` each; of "*" nothing."""
    step = step_of(steps, "by")
    keys = [] if step is None else [key.strip() for text in step.texts for key in text.split(",")]
    return tuple(key for key in keys if key and key != "*")


def _argument(argument: str | int | float | Keyword) -> str:
    match argument:
        case Keyword(name, Text(text)):
            return f"{name}=" + in_quotes(text, '"')
        case Keyword():
            return canonical(argument)
        case str():
            return in_quotes(argument, '"')
        case _:
            return plain(argument)
