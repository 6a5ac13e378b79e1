"""The load of one feature: what its processes would send, and what goes wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs
import numpy as np

from dogwatch.declare import Feature, LatencyObjective
from dogwatch.errors import UsageError
from dogwatch.names import (
    CPU,
    DURATION,
    HITS,
    IN_FLIGHT,
    INTERACTIONS,
    PROCESS_CPU,
    PROCESS_MEMORY,
    USERS,
    normalized_tag,
)
from dogwatch.nearest import nearest
from dogwatch.values import Duration

from .amount import seconds
from .calls import Calls, Names, Written
from .chance import Chance
from .course import Course
from .part import Part, meant, parts
from .points import CELL, Columns, Series, joined
from .zeros import Zeros

# What a load writes.
METRICS: Final = tuple(
    metric.name for metric in (HITS, DURATION, CPU, IN_FLIGHT, INTERACTIONS, USERS, PROCESS_CPU, PROCESS_MEMORY)
)


class FeatureLoad:
    """The calls of a feature, from the time on at which it was made; before that they took the course of its `past`.

    `changed` is when it was last changed, in seconds since 1970.
    """

    def __init__(
        self,
        feature: Feature,
        env: str,
        course: Course,
        clock: Callable[[], int],
        chance: Chance,
        *,
        hosts: Sequence[str],
        tags: Mapping[str, str | Sequence[str]],
        past: Course | None = None,
    ) -> None:
        self.feature = feature
        self._written, self._zeros = Written(), Zeros()
        self.changed = clock()
        self._clock, self._chance = clock, chance
        self._names = _names(feature, env)
        self._usual = parts(hosts, tags, course)
        self._past = self._usual if past is None else parts(hosts, tags, past)
        self._parts: list[Part] = self._usual
        self._stopped: frozenset[str] = frozenset()
        self._late = 0
        self._lost: frozenset[str] = frozenset()

    @property
    def series(self) -> Sequence[Series]:
        """The series that were written, in the order in which they came."""
        return self._written.series

    @property
    def is_late(self) -> bool:
        """Whether values arrive later than they do usually."""
        return self._late > 0

    def degrade(self, *, where: Mapping[str, str] | None = None, **changes: Any) -> None:
        """From now on other measures, by name: `load.degrade(latency=times(5), errors="10%")`.

        `where` says in which part of it, by tag: `where={"region": "eu"}`.
        """
        if not changes:
            raise UsageError("degrade changes nothing; write what, as in degrade(latency=times(5))")
        refuse_unknown_actions(self.feature, self._usual[0].course, changes.get("actions"))
        self._change(_with_courses(self._parts, meant(self._parts, where or {}), changes, self._clock()))

    def deploy(self, version: str, *, hosts: str | Sequence[str] | float = 1.0, **changes: Any) -> None:
        """From now on another version runs, on these hosts or on a share of them, with other measures if it is bad:
        `load.deploy("2.0", hosts=0.5, errors="10%")`.
        """
        refuse_unknown_actions(self.feature, self._usual[0].course, changes.get("actions"))
        chosen = [part for part in self._parts if part.host in self._hosts(hosts)]
        changed = _with_courses(self._parts, chosen, changes, self._clock())
        new = {id(part) for part in chosen}
        self._change(
            [
                attrs.evolve(after, version=version) if id(before) in new else after
                for before, after in zip(self._parts, changed, strict=True)
            ]
        )

    def recover(self) -> None:
        """From now on everything is as it was at first: measures, versions, hosts, and how values arrive."""
        self._stopped, self._lost, self._late = frozenset(), frozenset(), 0
        self._change(self._usual)

    def stop(self, *, hosts: Sequence[str] = ()) -> None:
        """From now on processes are dead, all of them or those on these hosts, and nothing comes from them; the others
        take over their calls.
        """
        self._stopped |= frozenset(self._hosts(hosts or 1.0))
        self._change(self._parts)

    def lose(self, *metrics: str) -> None:
        """From now on values of these metrics, or of all, do not arrive, though calls go on: `lose("feature.hits")`."""
        for metric in metrics:
            if metric not in METRICS:
                meant = nearest(metric, METRICS)
                help = f"did you mean {meant!r}?" if meant else f"it writes {', '.join(METRICS)}"
                raise UsageError(f"a load writes no {metric}; {help}")
        self._lost |= frozenset(metrics) or {"*"}
        self._change(self._parts)

    def delay(self, by: str | Duration) -> None:
        """From now on values arrive so much later than they do usually."""
        self._late = round(seconds(by))
        self._change(self._parts)

    def between(self, begin: int, end: int, metrics: Collection[str] | None = None) -> Columns:
        """What is written from a second to before another, of some metrics or of all."""
        running = [part for part in self._parts if part.host not in self._stopped]
        every = self._written_of(running, begin, end, CELL, metrics)
        if begin < end:
            every = joined([every, self._zeros.between(every, self.series, begin, end)])
        return self._arriving(every)

    def before(self, begin: int, end: int, step: int, metrics: Collection[str]) -> Columns:
        """What had been written of some metrics before the load began, every so many seconds."""
        return self._written_of(self._past, begin, end, step, metrics)

    def _written_of(
        self, of: list[Part], begin: int, end: int, step: int = CELL, metrics: Collection[str] | None = None
    ) -> Columns:
        times = np.arange(begin, end, step, dtype=np.int64)
        if not of or not len(times):
            return joined([])
        return joined(
            [
                each
                for course, together in _by_course(_sharing(of))
                for each in Calls(together, course, self._names, times, self._chance, self._written, step).of(metrics)
            ]
        )

    def _arriving(self, every: Columns) -> Columns:
        if self._late:
            every = every._replace(arrivals=every.arrivals + self._late)
        if not self._lost:
            return every
        is_lost = np.array([bool(self._lost & {each.metric, "*"}) for each in self.series], dtype=bool)
        return every.picked(~is_lost[every.places])

    def _hosts(self, wanted: str | Sequence[str] | float) -> list[str]:
        """The hosts with these names, or a share of them, at least one."""
        among = list(dict.fromkeys(part.host for part in self._parts))
        if isinstance(wanted, float | int):
            if not 0 < wanted <= 1:
                raise UsageError(f"hosts={wanted!r} is no share of the hosts; write one up to 1, or their names")
            return among[-max(1, round(len(among) * wanted)) :]
        names = [wanted] if isinstance(wanted, str) else list(wanted)
        if unknown := [name for name in names if name not in among]:
            raise UsageError(f"the load has no host {', '.join(unknown)}; it has {', '.join(among)}")
        return names

    def _change(self, changed: list[Part]) -> None:
        self._parts, self.changed = changed, self._clock()


def refuse_unknown_actions(feature: Feature, course: Course, actions: Any) -> None:
    """UsageError for what no `Engagement` of the feature declares."""
    known = list(course.actions)
    for action in actions if isinstance(actions, Mapping) else ():
        if action not in known:
            meant = nearest(action, known)
            help = f"did you mean {meant!r}?" if meant else f"it has {', '.join(known) or 'none'}"
            raise UsageError(f"{feature.place}: {feature.name} declares no action {action!r}; {help}")


def _names(feature: Feature, env: str) -> Names:
    """The tags of the feature's series, and the bound of a fast call where the service counts those itself."""
    bounds = [each.within.seconds for each in feature.objectives_of(LatencyObjective) if not each.percentiles]
    service = (f"env:{env}", f"service:{normalized_tag(feature.service)}")
    return Names((*service, f"feature:{feature.name}"), service, bounds[0] if bounds else None)


def _with_courses(every: list[Part], chosen: list[Part], changes: Mapping[str, Any], now: int) -> list[Part]:
    """All parts, the chosen ones with changed courses; what had one course together still has."""
    courses = {id(part.course): part.course for part in chosen}
    changed = {name: course.changed(now, changes) for name, course in courses.items()}
    which = set(map(id, chosen))
    return [attrs.evolve(part, course=changed[id(part.course)]) if id(part) in which else part for part in every]


def _sharing(running: list[Part]) -> list[Part]:
    """The parts that run, with the calls of those that do not."""
    total = sum(part.share for part in running)
    return running if total > 0.999999 else [attrs.evolve(part, share=part.share / total) for part in running]


def _by_course(running: list[Part]) -> Iterator[tuple[Course, list[Part]]]:
    for course in {id(part.course): part.course for part in running}.values():
        yield course, [part for part in running if part.course is course]
