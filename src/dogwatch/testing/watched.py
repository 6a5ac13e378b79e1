"""The monitors of a catalog as a simulation judges them: the bodies that would be pushed, with ids in them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import attrs

from dogwatch.declare import Declared, Feature, examine
from dogwatch.errors import QuerySyntaxError, UsageError
from dogwatch.kinds import Body, Reference, Resource, resolved
from dogwatch.names import TELLS_NOBODY, normalized_tag
from dogwatch.nearest import nearest
from dogwatch.query import MetricQuery, metric_queries, parse_metric, tag_values

from .load.feature_load import METRICS as METRICS_OF_FEATURES

_FIRST_ID = 1001
_METRIC = re.compile(r":([A-Za-z][\w.]*)\{")
_SCOPED = re.compile(r":([A-Za-z][\w.]*)\{([^{}]*)\}")


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


class AskedCalls(NamedTuple):
    """The features whose calls a monitor asks for: by their names, or its own where it names none. One of no feature
    may ask for those of all, or for those of some services.
    """

    features: frozenset[str]
    services: frozenset[str]

    def may_be_of(self, feature: Feature) -> bool:
        """Whether calls of a feature are among them."""
        if self.features:
            return feature.name in self.features
        return not self.services or normalized_tag(feature.service) in self.services


class Exercised(NamedTuple):
    """What was expected in a simulation and held: monitors by key, with the states; it outlives what was simulated."""

    watching: Watching
    states: set[tuple[str, str]]


class Watching:
    """The monitors and SLOs of a catalog in an environment."""

    def __init__(self, resources: Sequence[Resource], env: str) -> None:
        self.env = env
        self._metrics: dict[int, set[str]] = {}
        self._calls: dict[int, AskedCalls | None] = {}
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

    def reading(self, metrics: Iterable[str]) -> list[Watched]:
        """The monitors whose queries, or whose SLOs', name one of these metrics."""
        wanted = set(metrics)
        return [each for each in self.monitors.values() if wanted & self.metrics_of(each)]

    def parts_of(self, monitor: Watched) -> list[Watched]:
        """The monitors that a composite is made of, or the SLO that a monitor alerts on."""
        if monitor.body["type"] == "composite":
            ids = dict.fromkeys(re.findall(r"\d+", monitor.body["query"]))
        else:
            ids = dict.fromkeys(id for slo in self._slos_of(monitor) for id in slo.get("monitor_ids") or ())
        return [self.monitors[int(id)] for id in ids if int(id) in self.monitors]

    def metrics_of(self, monitor: Watched) -> set[str]:
        """The metrics that a monitor reads, also by its SLO."""
        if monitor.id not in self._metrics:
            self._metrics[monitor.id] = self._read_metrics(monitor)
        return self._metrics[monitor.id]

    def calls_of(self, monitor: Watched) -> AskedCalls | None:
        """Whose calls a monitor asks for, also by its SLO; None where it asks for none, as one of other metrics."""
        if monitor.id not in self._calls:
            texts = self._asked_texts(monitor)
            queries = [query for query in _queries_in(texts) if query.metric in METRICS_OF_FEATURES]
            self._calls[monitor.id] = _asked_calls(monitor, queries) if queries else None
        return self._calls[monitor.id]

    def _read_metrics(self, monitor: Watched) -> set[str]:
        return {metric for text in self._asked_texts(monitor) for metric in _metrics_in(text)}

    def _asked_texts(self, monitor: Watched) -> list[str]:
        """The query of a monitor, and what its SLO asks for."""
        asked = [slo.get(name) for slo in self._slos_of(monitor) for name in ("query", "sli_specification")]
        return [monitor.body["query"], *(text for each in asked for text in _texts(each))]

    def _slos_of(self, monitor: Watched) -> list[Body]:
        """The SLO that a monitor alerts on, if it does."""
        return [slo for id, slo in self.slos.items() if f'"{id}"' in monitor.body["query"]]


def _ids(resources: Sequence[Resource]) -> dict[Reference, str]:
    """An id for everything that is referred to, of the form that Datadog gives each kind."""
    return {
        each.reference: str(number) if each.kind == "monitor" else f"{number:032x}"
        for number, each in enumerate(resources, _FIRST_ID)
    }


def _metrics_in(text: str) -> set[str]:
    """The metrics that a query names, whatever its language."""
    return set(_METRIC.findall(text))


def _asked_calls(monitor: Watched, queries: Iterable[MetricQuery]) -> AskedCalls:
    own = (monitor.feature,) if monitor.feature else ()
    features = frozenset(name for query in queries for name in tag_values(query, "feature") or own)
    return AskedCalls(features, frozenset(name for query in queries for name in tag_values(query, "service")))


def _queries_in(texts: Iterable[str]) -> Iterator[MetricQuery]:
    """The queries of metrics in texts of whatever language; what cannot be read is refused where it is judged."""
    for text in texts:
        for metric, scope in _SCOPED.findall(text):
            try:
                yield from metric_queries(parse_metric(f"avg:{metric}{{{scope}}}"))
            except QuerySyntaxError:
                continue


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping | list):
        for each in value.values() if isinstance(value, Mapping) else value:
            yield from _texts(each)
