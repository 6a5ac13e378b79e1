"""The monitors of a catalog as a simulation judges them: the bodies that would be pushed, with ids in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import attrs

from dogwatch.declare import Declared, examine
from dogwatch.errors import UsageError
from dogwatch.kinds import Body, Reference, Resource, resolved
from dogwatch.names import TELLS_NOBODY
from dogwatch.nearest import nearest

_FIRST_ID = 1001
_METRIC = re.compile(r":([A-Za-z][\w.]*)\{")


@attrs.frozen
class Watched:
    """A monitor, its id in the simulation, and its body, in which references are ids."""

    id: int
    key: str
    body: Body
    resource: Resource

    @property
    def name(self) -> str:
        """The key without the catalog: `checkout/latency-p95`."""
        return self.key.partition("/")[2]

    @property
    def feature(self) -> str:
        """The feature that it watches over; "" for one of none."""
        return self.name.rpartition("/")[0]

    @property
    def tells(self) -> bool:
        """Whether it is more than a part of others."""
        return TELLS_NOBODY not in self.body["tags"]


class Exercised(NamedTuple):
    """What was expected in a simulation and held: monitors by key, with the states; it outlives what was simulated."""

    watching: Watching
    states: set[tuple[str, str]]


class Watching:
    """The monitors and SLOs of a catalog in an environment."""

    def __init__(self, resources: Sequence[Resource], env: str) -> None:
        self.env = env
        self._metrics: dict[int, set[str]] = {}
        self._resources = resources
        ids = _ids(resources)
        self.monitors = {
            int(ids[each.reference]): Watched(int(ids[each.reference]), each.key, resolved(each.body, ids), each)
            for each in resources
            if each.kind == "monitor"
        }
        self.slos = {ids[each.reference]: resolved(each.body, ids) for each in resources if each.kind == "slo"}

    @classmethod
    def of(cls, declared: Declared, env: str) -> Watching:
        """Those of a catalog; raises CatalogError with every mistake in it."""
        return cls(examine(declared, env).resources, env)

    @cached_property
    def by_name(self) -> Mapping[str, Watched]:
        """By key, with the catalog's name and without it."""
        every = self.monitors.values()
        return {each.name: each for each in every} | {each.key: each for each in every}

    def named(self, key: str) -> Watched:
        """The monitor with a key; UsageError with the one that was probably meant."""
        found = self.by_name.get(key)
        if found is None:
            names = sorted(each.name for each in self.monitors.values())
            meant = nearest(key, names)
            of_feature = [name for name in names if name.startswith(key.partition("/")[0] + "/")]
            known = f"did you mean {meant!r}?" if meant else f"there are {', '.join(of_feature or names)}"
            raise UsageError(f"there is no monitor {key!r} in {self.env}; {known}")
        return found

    def of_features(self, features: Iterable[str]) -> list[Watched]:
        """The monitors that watch over these features."""
        wanted = set(features)
        return [each for each in self.monitors.values() if each.feature in wanted]

    def reading(self, metrics: Iterable[str]) -> list[Watched]:
        """The monitors whose queries, or whose SLOs', name one of these metrics."""
        wanted = set(metrics)
        return [each for each in self.monitors.values() if wanted & self.metrics_of(each)]

    def parts_of(self, monitor: Watched) -> list[Watched]:
        """The monitors that a composite is made of."""
        is_composite = monitor.body["type"] == "composite"
        ids = dict.fromkeys(re.findall(r"\d+", monitor.body["query"])) if is_composite else ()
        return [self.monitors[int(id)] for id in ids if int(id) in self.monitors]

    def metrics_of(self, monitor: Watched) -> set[str]:
        """The metrics that a monitor reads, also by its SLO."""
        if monitor.id not in self._metrics:
            self._metrics[monitor.id] = self._read_metrics(monitor)
        return self._metrics[monitor.id]

    def _read_metrics(self, monitor: Watched) -> set[str]:
        return _metrics_in(monitor.body["query"]) | {
            metric
            for id, slo in self.slos.items()
            if f'"{id}"' in monitor.body["query"]
            for text in _texts(slo)
            for metric in _metrics_in(text)
        }


def _ids(resources: Sequence[Resource]) -> dict[Reference, str]:
    """An id for everything that is referred to, of the form that Datadog gives each kind."""
    return {
        each.reference: str(number) if each.kind == "monitor" else f"{number:032x}"
        for number, each in enumerate(resources, _FIRST_ID)
    }


def _metrics_in(text: str) -> set[str]:
    """The metrics that a query names, whatever its language."""
    return set(_METRIC.findall(text))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(each)
