"""What must be right in Datadog before a resource can be written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dogwatch.kinds import METRIC_TAGS, NAMED, Reference, Resource, in_order, links_in, texts_in

# `p95:metric` and `count(v: v<=0.4):metric` read a distribution's percentiles, which a tag configuration switches on,
# or the definition of a metric that Datadog computes.
_READS_PERCENTILES = re.compile(r"(?:\bp\d{2}(?:\.\d{1,2})?|\bcount\(v:[^()]*\)):([A-Za-z][\w.]*)")

# Where a monitor and an SLO hold queries. A dashboard is drawn without percentiles as well, so it waits for none.
_QUERIES = {"monitor": ("query", "options"), "slo": ("query", "sli_specification")}

_DEFINITIONS = frozenset(kind.name for kind in NAMED)


class Needs:
    """The needs of a catalog's resources: what they refer to, and the percentiles that their queries read."""

    def __init__(self, declared: Sequence[Resource]) -> None:
        self._percentiles = {
            str(resource.body["id"]): resource.reference for resource in declared if _has_percentiles(resource)
        }
        self._read = {each.reference: tuple(metrics_with_percentiles(each)) for each in declared}
        self._needs = {each.reference: self._of(each) for each in declared}
        self._links = {each.reference: tuple(_links(each)) for each in declared}

    def of(self, resource: Resource) -> tuple[Reference, ...]:
        """Each once, in the order in which they occur."""
        return self._needs[resource.reference]

    def references_of(self, resource: Resource) -> tuple[Reference, ...]:
        """Those whose ids stand in the body."""
        return resource.references

    def percentiles_of(self, resource: Resource) -> tuple[str, ...]:
        """The metrics whose percentiles it reads."""
        return self._read[resource.reference]

    def links_of(self, resource: Resource) -> tuple[Reference, ...]:
        """Those whose ids stand in its message only, so that it can do without them."""
        return self._links[resource.reference]

    def _of(self, resource: Resource) -> tuple[Reference, ...]:
        metrics = self._read[resource.reference]
        percentiles = (self._percentiles[metric] for metric in metrics if metric in self._percentiles)
        return tuple(dict.fromkeys([*self.references_of(resource), *percentiles]))

    def in_order(self, declared: Iterable[Resource]) -> list[Resource]:
        """The resources so that each comes after what it needs, otherwise by kind and key; raises Circle."""
        return in_order(declared, self.of)


def _has_percentiles(resource: Resource) -> bool:
    """Whether the resource switches percentiles on."""
    if resource.kind in _DEFINITIONS:
        return bool(resource.body["attributes"]["compute"].get("include_percentiles"))
    return resource.kind == METRIC_TAGS.name and bool(resource.body["attributes"].get("include_percentiles"))


def _links(resource: Resource) -> list[Reference]:
    """The links of a resource. Text of somebody's that looks like one is none."""
    return [link for link in links_in(resource.body) if link in resource.references]


def metrics_with_percentiles(resource: Resource) -> Iterator[str]:
    """The metrics whose percentiles the queries of a monitor or an SLO read; a metric may occur again."""
    for name in _QUERIES.get(resource.kind, ()):
        for text in texts_in(resource.body.get(name)):
            yield from _READS_PERCENTILES.findall(text)
