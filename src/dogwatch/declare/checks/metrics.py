"""The metrics that a catalog keeps, and what queries ask of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dogwatch.declare.catalog import Declared
from dogwatch.declare.checks.finding import Seen, Watched
from dogwatch.names import CLIENT_DROPPED, CLIENT_LIMITED, METRICS, is_within
from dogwatch.nearest import nearest

# Percentiles, and values of a distribution that are counted by a comparison (docs: metrics, distributions).
_OF_PERCENTILES = re.compile(r"p\d{1,2}(?:\.\d+)?|count\(v:.*\)")


@dataclass(frozen=True)
class Kept:
    """The metrics within the namespaces of a catalog: whether each has percentiles."""

    namespaces: tuple[str, ...]
    percentiles: Mapping[str, bool]

    @classmethod
    def by(cls, declared: Declared) -> Kept:
        own = {metric.name: metric.percentiles for metric in declared.metrics}
        sent = {metric.name: metric.percentiles for metric in (*METRICS, CLIENT_DROPPED, CLIENT_LIMITED)}
        namespaces = declared.catalog.namespaces
        return cls(namespaces, {name: has for name, has in (sent | own).items() if is_within(name, namespaces)})


def percentile_without_percentiles(watched: Watched, kept: Kept) -> Seen:
    """Datadog has no percentiles of a metric unless its configuration says so, which is the catalog's to write."""
    for query in watched.queries:
        if kept.percentiles.get(query.metric) is False and _OF_PERCENTILES.fullmatch(query.aggregator or ""):
            seen = f"{query.aggregator} of {query.metric}, for which the catalog switches no percentiles on"
            remedy = (
                "ask for its avg, max or sum, or declare it as CustomMetric(…, type='distribution', percentiles=True)"
            )
            yield "query", seen, remedy


def unknown_metric(watched: Watched, kept: Kept) -> Seen:
    """Whatever is within the catalog's namespaces is declared in it; another name is mostly a slip."""
    for name in dict.fromkeys(query.metric for query in watched.queries):
        if is_within(name, kept.namespaces) and name not in kept.percentiles:
            meant = nearest(name, kept.percentiles)
            remedy = f"did you mean {meant}?" if meant else f"declare it, as in CustomMetric({name!r}, …)"
            yield "query", f"the catalog keeps this namespace and has no metric {name}", remedy
