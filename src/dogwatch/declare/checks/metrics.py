"""The metrics that a catalog keeps, and what queries ask of them."""

from __future__ import annotations

import re

from dogwatch.declare.checks.finding import Seen, Watched
from dogwatch.names import METRICS, is_within
from dogwatch.nearest import nearest
from dogwatch.query import tag_keys

_SENT = frozenset(metric.name for metric in METRICS)
# Percentiles, and values of a distribution that are counted by a comparison (docs: metrics, distributions).
_OF_PERCENTILES = re.compile(r"p\d{1,2}(?:\.\d+)?|count\(v:.*\)")


def percentile_without_percentiles(watched: Watched) -> Seen:
    """Datadog has no percentiles of a metric unless its configuration says so, which is the catalog's to write."""
    for query in watched.queries:
        if watched.around.kept.percentiles.get(query.metric) is False and _OF_PERCENTILES.fullmatch(
            query.aggregator or ""
        ):
            seen = f"{query.aggregator} of {query.metric}, for which the catalog switches no percentiles on"
            remedy = (
                "ask for its avg, max or sum, or declare it as CustomMetric(…, type='distribution', percentiles=True)"
            )
            yield "query", seen, remedy


def unknown_metric(watched: Watched) -> Seen:
    """Whatever is within the catalog's namespaces is declared in it; another name is mostly a slip."""
    for name in dict.fromkeys(query.metric for query in watched.queries):
        if is_within(name, watched.around.kept.namespaces) and name not in watched.around.kept.percentiles:
            meant = nearest(name, watched.around.kept.percentiles)
            remedy = f"did you mean {meant}?" if meant else f"declare it, as in CustomMetric({name!r}, …)"
            yield "query", f"the catalog keeps this namespace and has no metric {name}", remedy


def unknown_tag(watched: Watched) -> Seen:
    """A metric whose tags are named has no others, so that a query by another finds nothing."""
    for query in watched.queries:
        tags = watched.around.kept.tags.get(query.metric)
        if tags is None:
            continue
        for key in dict.fromkeys((*map(str, query.group_by), *tag_keys(query))):
            if key not in tags and not key.startswith("$"):
                meant = nearest(key, tags)
                more = f"values={{{key!r}: 4}} of the feature" if query.metric in _SENT else "tags= of the metric"
                remedy = f"did you mean {meant}?" if meant else f"add it to {more}, or leave it out"
                yield "query", f"{query.metric} has no tag {key}", remedy
