"""Which transitions of which monitors the tests of a catalog have exercised."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from dogwatch.declare import Transition, transitions_of
from dogwatch.errors import NotEvaluated
from dogwatch.judge import Judging, SloAlerts, Status
from dogwatch.measure import Store

from .occurrences import Occurrences
from .watched import Exercised, Watched, Watching

# What a test can expect of a monitor, by Datadog's words for the states, in the order in which it is listed.
_TRANSITIONS: Final = {
    Transition.ALERT: "alert",
    Transition.WARNING: "warn",
    Transition.RECOVERY: "recovery",
    Transition.NO_DATA: "no data",
    Transition.UNKNOWN: "unknown",
}
_OF_STATUS: Final = {
    Status.ALERT.word: "alert",
    Status.WARN.word: "warn",
    Status.OK.word: "recovery",
    Status.NO_DATA.word: "no data",
    Status.UNKNOWN.word: "unknown",
}


@attrs.frozen
class Covered:
    """A monitor, what it can tell, and what of that some test has expected and seen."""

    monitor: Watched
    possible: tuple[str, ...]
    exercised: frozenset[str]

    @property
    def missing(self) -> list[str]:
        """What it can tell and no test has seen."""
        return [each for each in self.possible if each not in self.exercised]


@attrs.frozen
class Coverage:
    """The monitors that tell somebody, by name, and those that cannot be tested, with the reason."""

    monitors: Mapping[str, Covered]
    refused: Mapping[str, str]

    @property
    def percent(self) -> float:
        """How much of what they can tell was seen; 100 where there is nothing."""
        return share(self.monitors.values())

    def by_feature(self) -> dict[str, list[Covered]]:
        """The monitors of each feature."""
        found: dict[str, list[Covered]] = {}
        for each in self.monitors.values():
            found.setdefault(each.monitor.feature or "of no feature", []).append(each)
        return found


def share(covered: Iterable[Covered]) -> float:
    """The percentage of transitions that were exercised."""
    every = list(covered)
    possible = sum(len(each.possible) for each in every)
    return 100.0 * sum(len(each.possible) - len(each.missing) for each in every) / possible if possible else 100.0


def coverage_of(watching: Watching, exercised: Iterable[Exercised]) -> Coverage:
    """That of a catalog in an environment by what was expected in simulations, whatever their environments."""
    seen: dict[str, set[str]] = {}
    for each in exercised:
        for key, status in each.states:
            seen.setdefault(key, set()).add(_OF_STATUS.get(status, status))
    refused = {watching.monitors[id].name: str(error) for id, error in _refused(watching).items()}
    monitors = {
        each.name: Covered(each, tuple(possible(watching, each)), frozenset(seen.get(each.key, ())))
        for each in sorted(watching.monitors.values(), key=lambda each: each.name)
        if each.tells and each.name not in refused
    }
    return Coverage(monitors, dict(sorted(refused.items())))


def _refused(watching: Watching) -> Mapping[int, NotEvaluated]:
    """The monitors that nothing here can judge, by id."""
    store = Store()
    judging = Judging(store, now=0, kinds=[SloAlerts(store, watching.slos), *Occurrences(watching.env).kinds])
    for monitor in sorted(watching.monitors.values(), key=lambda each: each.body["type"] == "composite"):
        judging.put(monitor.id, monitor.body)
    return judging.refused


def possible(watching: Watching, monitor: Watched) -> Iterator[str]:
    """What a monitor can tell, in the order alert, warn, recovery, no data, unknown."""
    happening = transitions_of(monitor.body)
    for transition, word in _TRANSITIONS.items():
        if transition in happening and (word != "warn" or _warns(watching, monitor)):
            yield word


def _warns(watching: Watching, monitor: Watched) -> bool:
    """Whether it has a milder threshold, or is made of one that has."""
    if (monitor.body["options"].get("thresholds") or {}).get("warning") is not None:
        return True
    is_composite = monitor.body["type"] == "composite"
    return is_composite and any(_warns(watching, part) for part in watching.parts_of(monitor))
