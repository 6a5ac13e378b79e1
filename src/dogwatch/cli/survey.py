"""What is in Datadog of everything that a catalog declares: lists, whole objects, and what belongs to metrics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from dogwatch.client import Send, Target, read_list, read_whole
from dogwatch.kinds import LISTED, METRIC_METADATA, METRIC_TAGS, Body, ListedKind, Resource, owner_of
from dogwatch.plan import Found, is_missing_one, sort_out


@dataclass(frozen=True)
class Survey:
    """Reads a target for one catalog."""

    send: Send
    target: Target
    catalog: str
    resources: Sequence[Resource]

    def found(self) -> Mapping[str, Found]:
        """The found objects by kind; raises ApiError when anything could not be read to its end."""
        with ThreadPoolExecutor(len(LISTED) + 1, thread_name_prefix="dogwatch-survey") as pool:
            metrics = pool.submit(self._metrics)
            listed = dict(zip((kind.name for kind in LISTED), pool.map(self._listed, LISTED), strict=True))
            return {**listed, **metrics.result()}

    def _of(self, kind: str) -> list[Resource]:
        return [resource for resource in self.resources if resource.kind == kind]

    def _listed(self, kind: ListedKind) -> Found:
        declared = self._of(kind.name)
        found = self._sorted(kind, read_list(self.send, kind, f"catalog:{self.catalog}"))
        if is_missing_one(found, declared) and not kind.is_cut_in_lists:  # those lists know no filter, and were whole
            # Perhaps its mark was removed by hand: look at everything before anything is created a second time.
            found = self._sorted(kind, read_list(self.send, kind))
        return self._whole(kind, found, declared) if kind.is_cut_in_lists else found

    def _sorted(self, kind: ListedKind, bodies: Sequence[Body]) -> Found:
        return sort_out(kind, bodies, self.catalog, self.target.env)

    def _whole(self, kind: ListedKind, found: Found, declared: Sequence[Resource]) -> Found:
        """The same objects with all their fields: the managed ones, and those that may have lost their mark."""
        missing = [resource.body for resource in declared if resource.key not in found.by_key]
        lost = [body for body in found.unmarked if any(kind.marks.looks_like(body, other) for other in missing)]
        heads = [*(body for bodies in found.by_key.values() for body in bodies), *lost]
        whole = read_whole(self.send, kind, [kind.wire.id_of(body) for body in heads], self.target.parallel)
        return self._sorted(kind, list(whole.values()))

    def _metrics(self) -> Mapping[str, Found]:
        """What belongs to the declared metrics. A metric exists once it has reported; until then all of it waits."""
        metadata, tags = self._of(METRIC_METADATA.name), self._of(METRIC_TAGS.name)
        names = sorted({_metric(resource) for resource in (*metadata, *tags)})
        described = read_whole(self.send, METRIC_METADATA, names, self.target.parallel)
        configured = read_whole(self.send, METRIC_TAGS, sorted(described), self.target.parallel)
        named = {name: {**body, "metric": name} for name, body in described.items()}
        refused = {name: reason for name, body in named.items() if (reason := self._refusal(body))}
        return {
            METRIC_METADATA.name: _found(metadata, named, named.keys(), refused),
            METRIC_TAGS.name: _found(tags, configured, named.keys(), refused),
        }

    def _refusal(self, metadata: Body) -> str | None:
        owner = owner_of(metadata)
        if owner in (None, self.catalog):
            return None
        return f"the catalog {owner} owns the metric; say owns_metrics=False in this one"


def _metric(resource: Resource) -> str:
    """The metric's name: what a key ends with."""
    return resource.key.rpartition("/")[2]


def _found(
    declared: Sequence[Resource], bodies: Mapping[str, Body], reported: Set[str], refused: Mapping[str, str]
) -> Found:
    by_metric = {_metric(resource): resource.key for resource in declared}
    return Found(
        by_key={key: [bodies[metric]] for metric, key in by_metric.items() if metric in bodies},
        waiting={
            key: f"the metric {metric} has not reported yet"
            for metric, key in by_metric.items()
            if metric not in reported
        },
        refused={key: refused[metric] for metric, key in by_metric.items() if metric in refused},
    )
