"""Which metrics of features have moved since calls were made, asked of Datadog by queries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from dogwatch.names import CPU, DURATION, HITS, INTERACTIONS

# The answer to `GET /api/v1/query`, of a query and the seconds since 1970 from which on points count.
Ask: TypeAlias = Callable[[str, int], Mapping[str, Any]]

# Points stand at the beginnings of the Agent's buckets.
BUCKET = 10
_BY = {
    "hits": f"sum:{HITS.name}{{*}} by {{feature,service,env}}.as_count().rollup(sum, {BUCKET})",
    "routes": f"sum:{HITS.name}{{*}} by {{feature,route}}.as_count().rollup(sum, {BUCKET})",
    "actions": f"sum:{INTERACTIONS.name}{{*}} by {{feature,action}}.as_count().rollup(sum, {BUCKET})",
    "durations": f"count:{DURATION.name}{{*}} by {{feature}}.as_count().rollup(sum, {BUCKET})",
    "processor": f"count:{CPU.name}{{*}} by {{feature}}.as_count().rollup(sum, {BUCKET})",
}
Counts: TypeAlias = Counter[tuple[str, ...]]


@dataclass
class Moved:
    """How many values came, by the tags that name the fields: (feature, service, env), (feature, route) and so on."""

    hits: Counts = field(default_factory=Counter)
    routes: Counts = field(default_factory=Counter)
    actions: Counts = field(default_factory=Counter)
    durations: Counts = field(default_factory=Counter)
    processor: Counts = field(default_factory=Counter)

    def of(self, feature: str) -> int:
        """The calls of a feature."""
        return sum(number for (name, *_), number in self.hits.items() if name == feature)

    @property
    def features(self) -> list[str]:
        """Those that had a call."""
        return sorted({name for (name, *_), number in self.hits.items() if number})


def moved(ask: Ask, since: float) -> Moved:
    """What has come since a time; what came up to ten seconds before it may be in it."""
    start = int(since) // BUCKET * BUCKET
    return Moved(**{name: _counts(ask(query, start)) for name, query in _BY.items()})


def _counts(answer: Mapping[str, Any]) -> Counts:
    counts: Counts = Counter()
    for series in answer["series"]:
        key = tuple(tag.partition(":")[2] for tag in series["tag_set"])
        counts[key] += round(sum(value for _, value in series["pointlist"] if value is not None))
    return +counts
