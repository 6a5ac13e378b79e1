"""What the instrumentation and the Agent write of the calls of a feature in a stretch of time."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np

from dogwatch.measure import Kind
from dogwatch.names import CPU, DURATION, HITS, IN_FLIGHT, INTERACTIONS, PROCESS_CPU, PROCESS_MEMORY, USERS, Metric

from .chance import Chance
from .course import Course, clipped
from .growing import Growing
from .part import Part
from .points import CELL, Columns, Series, columns
from .shape import Floats, Ints, Mask, Shape
from .spread import Spread

# Of so many calls of a host in ten seconds durations are drawn; where there are more, each stands for several. What a
# processor does is sampled by the instrumentation too.
_DRAWN: Final = 20
_SAMPLED: Final = 5
# Of longer stretches more, since windows of objectives hold few of them.
_DRAWN_OF_LONG: Final = 400


class Names(NamedTuple):
    """What all series of a load have in common: the tags of the feature, and of its service, where the bound of a fast
    call lies (seconds), if the service knows one.
    """

    feature: tuple[str, ...]
    service: tuple[str, ...]
    within: float | None


class Written:
    """The series of a load, each once, in the order in which they were first written."""

    def __init__(self) -> None:
        self.series: list[Series] = []
        self._places: dict[Series, int] = {}

    def place(self, series: Series) -> int:
        """Where a series is in the list."""
        found = self._places.get(series)
        if found is None:
            found = self._places[series] = len(self.series)
            self.series.append(series)
        return found


class Calls:
    """Writes the calls of parts that have one course, [part, cell]; a cell lasts `span` seconds."""

    def __init__(
        self,
        parts: Sequence[Part],
        course: Course,
        names: Names,
        times: Ints,
        chance: Chance,
        written: Written,
        span: int = CELL,
    ) -> None:
        self._parts, self._course, self._names = parts, course, names
        self._times, self._chance, self._written = times, chance, written
        self._span = span
        self._shares = np.array([part.share for part in parts])[:, None]
        self._whose = tuple((part.host, part.version, part.tags) for part in parts)

    def of(self, metrics: Collection[str] | None = None) -> Iterator[Columns]:
        """Everything that is written of them, or what is written of these metrics."""

        def has(*any_of: Metric) -> bool:
            return metrics is None or any(each.name in metrics for each in any_of)

        if has(HITS, DURATION, CPU, IN_FLIGHT, PROCESS_CPU):
            calls = self._counted(self._course.rate, ("calls", self._whose))
            failing = clipped(self._course.errors, self._times, 1.0)
            failed = self._chance.parts(calls, failing, ("failed", self._whose))
            slower = clipped(self._course.slower, self._times)
            if has(HITS):
                yield from self._ok(calls - failed, slower)
                yield from self._failed(failed)
            if has(DURATION):
                for outcome, number in (("ok", calls - failed), ("error", failed)):
                    tag = f"outcome:{outcome}"
                    yield from self._sampled(DURATION.name, number, self._course.latency, slower, _DRAWN, tag)
            if has(IN_FLIGHT):
                yield self._in_flight(calls, slower)
            if has(CPU, PROCESS_CPU):
                yield from self._processor(calls)
        if has(INTERACTIONS, USERS):
            yield from self._interactions()
        if has(PROCESS_MEMORY):
            memory = np.tile(clipped(self._course.memory, self._times), (len(self._parts), 1))
            yield self._of_processes(PROCESS_MEMORY, self._chance.about(memory, 0.01))

    def _counted(self, shape: Shape, what: Hashable) -> Ints:
        """[part, cell] how often something happens that is given by the second."""
        expected = np.clip(shape.during(self._times, self._span, 0), 0.0, None) * self._span
        if shape.is_by_the_clock:
            return self._chance.shared(expected, self._shares, what)
        return self._chance.counts(expected * self._shares, what)

    def _ok(self, calls: Ints, slower: Floats) -> Iterator[Columns]:
        """Calls that succeed, where the service knows a bound in two: those within it, and those beyond."""
        within = self._names.within
        if within is None:
            yield self._counts(HITS.name, calls, "outcome:ok")
            return
        share = np.array([self._course.latency.share_within(within / factor) if factor else 1.0 for factor in slower])
        fast = self._chance.parts(calls, share, ("fast", self._whose))
        yield self._counts(HITS.name, fast, "outcome:ok", "fast:true")
        yield self._counts(HITS.name, calls - fast, "outcome:ok", "fast:false", is_beat=False)

    def _failed(self, failed: Ints) -> Iterator[Columns]:
        types = self._course.error_types
        if isinstance(types, Growing):
            count = types.count(self._times)
            named = [types.value(place) for place in range(int(count.max()))]
        else:
            count, named = np.full(len(self._times), len(types)), list(types)
        upto = np.cumsum(failed, axis=1)
        for place, name in enumerate(named):
            # One after another, so that each type has as many.
            number = -((place - upto) // count) + (place - upto + failed) // count
            is_there = place < count
            number = np.where(is_there, number, 0)
            yield self._counts(HITS.name, number, "outcome:error", f"error_type:{name.lower()}", is_beat=False)

    def _interactions(self) -> Iterator[Columns]:
        people = np.zeros((len(self._parts), len(self._times)), dtype=np.int64)
        for action, shape in self._course.actions.items():
            number = self._counted(shape, ("action", action, self._whose))
            people += number
            yield self._counts(INTERACTIONS.name, number, f"action:{action}", is_beat=False)
        if self._course.actions:
            yield self._plain(USERS.name, "gauge", people.astype(np.float64), people > 0)

    def _in_flight(self, calls: Ints, slower: Floats) -> Columns:
        expected = calls / self._span * slower * self._course.latency.mean
        number = self._chance.counts(expected, ("in flight", self._whose)).astype(np.float64)
        return self._plain(IN_FLIGHT.name, "distribution", number, np.ones(number.shape, dtype=bool))

    def _processor(self, calls: Ints) -> Iterator[Columns]:
        busier = clipped(self._course.busier, self._times)
        yield from self._sampled(CPU.name, calls, self._course.cpu, busier, _SAMPLED)
        yield self._of_processes(PROCESS_CPU, calls / self._span * busier * self._course.cpu.mean)

    def _of_processes(self, metric: Metric, values: Floats) -> Columns:
        """One value of each host's process, however many parts it has."""
        hosts = [part.host for part in self._parts]
        is_first = np.array([hosts.index(host) == place for place, host in enumerate(hosts)])
        return self._plain(metric.name, "distribution", values, np.repeat(is_first[:, None], values.shape[1], axis=1))

    def _counts(self, metric: str, number: Ints, *tags: str, is_beat: bool = True) -> Columns:
        """A count, which the Agent sends as a rate; without the beat of quiet features only where it is not zero."""
        has = np.ones(number.shape, dtype=bool) if is_beat else number > 0
        return self._plain(metric, "rate", number / CELL, has, *tags)

    def _plain(self, metric: str, kind: Kind, values: Floats, has: Mask, *tags: str) -> Columns:
        where, cell = np.nonzero(has)
        places = self._places(metric, kind, np.unique(where), tags)
        return columns(places[where], self._times[cell], values[where, cell])

    def _sampled(
        self, metric: str, calls: Ints, spread: Spread, factor: Floats, most: int, *tags: str
    ) -> Iterator[Columns]:
        """Values of a distribution, each of which stands for as many calls as were not drawn."""
        flat = calls.reshape(-1)
        drawn = np.minimum(flat, most if self._span == CELL else _DRAWN_OF_LONG)
        if not drawn.any():
            return
        which = np.repeat(np.arange(len(flat)), drawn)
        where, cell = which // calls.shape[1], which % calls.shape[1]
        values = spread.at(self._chance.shares(drawn)) * factor[cell]
        places = self._places(metric, "distribution", np.unique(where), tags)
        yield columns(places[where], self._times[cell], values, (flat / np.maximum(drawn, 1))[which])

    def _places(self, metric: str, kind: Kind, needed: Ints, tags: tuple[str, ...]) -> Ints:
        """[part] where its series is; of parts that write nothing none is made."""
        found = np.full(len(self._parts), -1, dtype=np.int64)
        for place in needed.tolist():
            found[place] = self._written.place(self._series(metric, kind, self._parts[place], tags))
        return found

    def _series(self, metric: str, kind: Kind, part: Part, tags: tuple[str, ...]) -> Series:
        own = (f"host:{part.host}", f"version:{part.version}")
        if metric in (PROCESS_MEMORY.name, PROCESS_CPU.name):
            return Series(metric, kind, frozenset((*self._names.service, *own)))
        further = tuple(f"{key}:{value}" for key, value in part.tags)
        return Series(metric, kind, frozenset((*self._names.feature, *own, *further, *tags)))
