"""What a check found, and the monitor that it looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dogwatch.declare.checks.known import CHECKS
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake
from dogwatch.query import MetricAlert

# The argument that it stands in, what was seen, and what to write instead.
Seen = Iterator[tuple[str, str, str]]


@dataclass(frozen=True)
class Watched:
    """A monitor as the checks look at it: what was declared, its query as a tree, and the body that Datadog gets.

    The tree is None where the query is text that has no grammar here.
    """

    key: str
    monitor: Monitor
    tree: MetricAlert | None
    body: Mapping[str, Any]

    @property
    def options(self) -> Mapping[str, Any]:
        return self.body.get("options") or {}

    @property
    def thresholds(self) -> Mapping[str, Any]:
        return self.options.get("thresholds") or {}


@dataclass(frozen=True)
class Finding:
    """What a check found in a declaration."""

    check: str
    thing: Declaration
    mistake: Mistake

    @property
    def is_error(self) -> bool:
        return CHECKS[self.check].severity == "error"


def found(check: str, thing: Declaration, key: str, seen: Seen) -> Iterator[Finding]:
    """What a check saw in a declaration, at its lines."""
    for argument, said, remedy in seen:
        place = argument_place(thing.place, argument.partition(".")[0])
        yield Finding(check, thing, Mistake(place, f"{thing.kind} {key}: {argument}", said, remedy, check))
