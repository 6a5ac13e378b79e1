"""What all examinations have: options of the command line, and findings about a part of a catalog."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from dogwatch.client import Target
from dogwatch.declare import CustomMetric, Declared, Feature
from dogwatch.diagnosis import Finding
from dogwatch.kinds import Resource

Command: TypeAlias = Callable[..., Any]
# The values of all options of the command, by their names.
Given: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Subject:
    """A checked catalog, the features of it to look at, and the metrics of its own that are of them.

    `resources` are all that it declares; `target` finds the Datadog that was asked for, still without keys, and raises
    UsageError. `env` is the environment that was asked for, None where nobody did.
    """

    declared: Declared
    features: Sequence[Feature]
    metrics: Sequence[CustomMetric]
    env: str | None
    resources: Sequence[Resource]
    target: Callable[[], Target]


@dataclass(frozen=True)
class Examination:
    """`name` is that of the option that asks for it, as click passes it on."""

    name: str
    options: Sequence[Callable[[Command], Command]]
    findings: Callable[[Subject, Given], Iterable[Finding]]
