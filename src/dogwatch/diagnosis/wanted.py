"""What a feature declares that its service sends, beside its calls."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dogwatch.declare import Engagement, Errors, Feature, Resources
from dogwatch.names import CPU, DURATION, HITS, INTERACTIONS, PROCESS_MEMORY, USERS, Metric, normalized_tag

# How DogStatsD writes the types of the instrumentation's metrics.
LETTERS = {"count": "c", "distribution": "d", "set": "s"}


class Wanted(NamedTuple):
    """A metric with the tags by which it is the feature's; `action` is what people do, where it is about that.

    What is not `needed` is looked for and not missed.
    """

    metric: Metric
    tags: tuple[str, ...]
    action: str = ""
    needed: bool = True

    @property
    def name(self) -> str:
        return f"{self.metric.name} {self.action}".rstrip()

    @property
    def letter(self) -> str:
        return LETTERS[self.metric.type]


def wanted(feature: Feature) -> Iterator[Wanted]:
    """The metrics, calls first: that of a signal where it is declared, and what every call sends."""
    own = (f"feature:{feature.name}",)
    yield Wanted(HITS, own)
    yield Wanted(DURATION, own)
    actions = {action: None for signal in feature.signals_of(Engagement) for action in signal.actions}
    for action in actions:
        yield Wanted(INTERACTIONS, (*own, normalized_tag(f"action:{action}")), action)
    if actions:
        yield Wanted(USERS, own, needed=False)
    resources = feature.signals_of(Resources)
    if any(signal.cpu for signal in resources):
        yield Wanted(CPU, own)
    if any(signal.memory for signal in resources):
        yield Wanted(PROCESS_MEMORY, (f"service:{feature.service}",))


def needs_version(feature: Feature) -> bool:
    """Whether a signal tells versions apart."""
    return any(signal.compare == "version" for signal in feature.signals_of(Errors))
