"""What else uses the metrics of what a plan deletes: monitors, SLOs and dashboards that are not the catalog's."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dogwatch.errors import QuerySyntaxError
from dogwatch.kinds import METRIC_METADATA, METRIC_TAGS, NAMED, Body, ListedKind, Resource
from dogwatch.names import METRICS
from dogwatch.plan.change import Plan
from dogwatch.query import MetricQuery, guess_language, metric_queries, tag_values

_OF_FEATURES = frozenset(metric.name for metric in METRICS)
# Kinds whose keys end with the metric that they are about.
_OF_METRICS = frozenset(kind.name for kind in (METRIC_METADATA, METRIC_TAGS, *NAMED))
# Where bodies hold queries of metrics; what stands elsewhere is words.
_QUERY_FIELDS = frozenset({"query", "q", "numerator", "denominator"})


@dataclass(frozen=True)
class Gone:
    """What a plan takes away: metrics by their names, and features, whose metrics are told apart by a tag."""

    metrics: frozenset[str] = frozenset()
    features: frozenset[str] = frozenset()

    @classmethod
    def of(cls, plan: Plan, declared: Iterable[Resource]) -> Gone:
        """The metrics whose settings or definitions are deleted, and the features of which nothing is declared."""
        kept = {name for resource in declared if (name := _feature(resource.key))}
        metrics, features = set(), set()
        for change in plan.deletes:
            if change.kind in _OF_METRICS:
                metrics.add(change.key.partition("/")[2])
            elif (name := _feature(change.key)) and name not in kept:
                features.add(name)
        return cls(frozenset(metrics), frozenset(features))

    def __bool__(self) -> bool:
        return bool(self.metrics or self.features)

    def read_by(self, body: Body) -> list[str]:
        """What of it the queries of a body read, in words, each once.

        A query counts by its tree; one that cannot be read, by the names that stand in it.
        """
        return list(dict.fromkeys(what for text in _queries(body) for what in self._read(text)))

    def _read(self, text: str) -> Iterator[str]:
        if not self._names.search(text):
            return  # most queries of an organisation, which are not worth a tree
        try:
            _, tree = guess_language(text)
        except QuerySyntaxError:
            yield from (f"the metric {name}" for name in sorted(self.metrics) if name in text)
            return
        for query in metric_queries(tree):
            if query.metric in self.metrics:
                yield f"the metric {query.metric}"
            yield from (f"{query.metric} of the feature {name}" for name in sorted(self._features_of(query)))

    @cached_property
    def _names(self) -> re.Pattern[str]:
        return re.compile("|".join(re.escape(name) for name in sorted(self.metrics | self.features)))

    def _features_of(self, query: MetricQuery) -> frozenset[str]:
        return self.features.intersection(tag_values(query, "feature")) if query.metric in _OF_FEATURES else frozenset()


@dataclass(frozen=True)
class Use:
    """An object outside the catalog, with what it reads of what goes, and where people see it."""

    kind: str
    id: str
    title: str
    reads: tuple[str, ...]
    link: str


def uses(kind: ListedKind, bodies: Iterable[Body], gone: Gone, catalog: str, app: str) -> list[Use]:
    """The objects that read something of what goes and carry no mark of the catalog, whatever its environment."""
    return [
        Use(kind.name, id, kind.marks.title_of(body), tuple(reads), kind.link(app, id))
        for body in bodies
        if not is_of(kind, body, catalog) and (reads := gone.read_by(body))
        for id in [kind.wire.id_of(body)]
    ]


def is_of(kind: ListedKind, body: Body, catalog: str) -> bool:
    """Whether an object is the catalog's in some environment."""
    return any(mark.catalog == catalog for mark in kind.marks.marks_of(body))


def _feature(key: str) -> str | None:
    parts = key.split("/")
    return parts[1] if len(parts) > 2 else None


def _queries(value: Any) -> Iterator[str]:
    """Every text in a field that holds queries, wherever it is."""
    if isinstance(value, Mapping):
        for name, item in value.items():
            if isinstance(item, str):
                if name in _QUERY_FIELDS:
                    yield item
            else:
                yield from _queries(item)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            yield from _queries(item)
