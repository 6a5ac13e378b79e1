"""What a check found, and the monitor that it looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dogwatch.declare.checks.around import Around
from dogwatch.declare.checks.known import CHECKS
from dogwatch.declare.comparison import comparison_of
from dogwatch.declare.declaration import Declaration
from dogwatch.declare.feature import Feature
from dogwatch.declare.monitor import Monitor
from dogwatch.declare.signals import Signal
from dogwatch.declare.silence import Silence
from dogwatch.declare.source import argument_place
from dogwatch.errors import Mistake
from dogwatch.query import MetricAlert, MetricQuery, Node, operations

if TYPE_CHECKING:
    from dogwatch.query import MonitorQuery

_NAME = re.compile(r"\w*")
# The argument that it stands in, and where in it, what was seen, and what to write instead.
Seen = Iterator[tuple[str, str, str]]


@dataclass(frozen=True)
class Watched:
    """A monitor as the checks look at it: what was declared, its query as a tree, and the body that Datadog gets.

    The tree is None where the query is a text that cannot be read, which is a mistake by itself.
    """

    key: str
    monitor: Monitor
    tree: MonitorQuery | None
    body: Mapping[str, Any]
    around: Around

    @cached_property
    def metric(self) -> MetricAlert | None:
        """The tree of a metric monitor."""
        return self.tree if isinstance(self.tree, MetricAlert) else None

    @cached_property
    def operations(self) -> tuple[Node, ...]:
        """What a metric monitor calculates with, from left to right; of metric queries the whole alone."""
        return () if self.metric is None else tuple(operations(self.metric))

    @cached_property
    def queries(self) -> tuple[MetricQuery, ...]:
        """The metric queries of a metric monitor."""
        return tuple(node for node in self.operations if isinstance(node, MetricQuery))

    @cached_property
    def comparison(self) -> tuple[str, float] | None:
        """The comparator and the number that the query compares with."""
        return comparison_of(self.monitor.query)

    @cached_property
    def options(self) -> Mapping[str, Any]:
        return self.body.get("options") or {}

    @property
    def says(self) -> str:
        """The argument that its message comes from."""
        return "what" if self.monitor.message is None else "message"

    @cached_property
    def thresholds(self) -> Mapping[str, Any]:
        return self.options.get("thresholds") or {}


@dataclass(frozen=True)
class Finding:
    """What a check found in a declaration, or in a feature itself."""

    check: str
    thing: Declaration | Feature
    mistake: Mistake

    @property
    def is_error(self) -> bool:
        """Whether it has to be mended before anything can be sent."""
        check = CHECKS[self.check]
        is_imported = isinstance(self.thing, Declaration) and self.thing.is_imported
        return check.severity == "error" and not (is_imported and check.is_sendable)

    @property
    def silences(self) -> tuple[Silence, ...]:
        """Those that may leave it out: of what it is in, and of the feature of that."""
        feature = self.thing.feature if isinstance(self.thing, Declaration) else None
        return (*self.thing.silences, *(feature.silences if feature else ()))


def found(check: str, thing: Declaration, key: str, seen: tuple[str, str, str]) -> Finding:
    """What a check saw in a declaration, at its line."""
    argument, said, remedy = seen
    place = argument_place(thing.place, _NAME.match(argument)[0])  # type: ignore[index]  # it may be empty
    return Finding(check, thing, Mistake(place, f"{thing.kind} {key}: {argument}", said, remedy, check))


def found_in_signal(check: str, feature: Feature, signal: Signal, seen: tuple[str, str, str]) -> Finding:
    """What a check saw in a signal of a feature, at its line."""
    argument, said, remedy = seen
    subject = f"feature {feature.name}: {type(signal).__name__} {argument}"
    return Finding(check, feature, Mistake(argument_place(signal.place, argument), subject, said, remedy, check))
