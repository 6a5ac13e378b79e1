"""What is in Datadog of everything that a catalog declares: lists, whole objects, and what belongs to metrics."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cached_property, partial

from dogwatch.cli.ahead import Ahead
from dogwatch.cli.metric_survey import MetricSurvey
from dogwatch.client import Cache, Send, Target, read_list
from dogwatch.errors import NotAllowed
from dogwatch.kinds import LISTED, Body, ListedKind, Resource
from dogwatch.plan import Found, is_missing_one, sort_out, told_apart


@dataclass(frozen=True)
class Survey:
    """Reads a target for one catalog; `namespaces` hold the metrics it keeps, `takes_over` who kept them before.

    What the cache has of an object that has not changed since is not read again. What was read `ahead`, by the same
    cache, is taken as it is.
    """

    send: Send
    target: Target
    catalog: str
    resources: Sequence[Resource]
    namespaces: Sequence[str] = ()
    takes_over: Sequence[str] = ()
    clock: Callable[[], float] = time.time
    cache: Cache | None = None
    ahead: Ahead | None = None

    def found(self) -> Mapping[str, Found]:
        """The found objects by kind; raises ApiError when anything could not be read to its end."""
        with (
            closing(self._begun()) as read,
            ThreadPoolExecutor(len(LISTED) + 1, thread_name_prefix="dogwatch-survey") as pool,
        ):
            metrics = pool.submit(self._metrics().found)
            found = pool.map(partial(self._listed, read), LISTED)
            listed = dict(zip((kind.name for kind in LISTED), found, strict=True))
            return told_apart({**listed, **metrics.result()})

    def _begun(self) -> Ahead:
        """What is being read, from now on if not before."""
        if self.ahead:
            self.ahead.take()
            return self.ahead
        ahead = Ahead(self.send, self.target, self.cache)
        ahead.named(self.catalog)
        return ahead

    def _of(self, kind: str) -> list[Resource]:
        return [resource for resource in self.resources if resource.kind == kind]

    def _listed(self, read: Ahead, kind: ListedKind) -> Found:
        declared = self._of(kind.name)
        try:
            return self._cut(kind, declared, read) if kind.is_cut_in_lists else self._shown(kind, declared, read)
        except NotAllowed:
            if declared or not kind.is_optional:
                raise
            return Found()

    def _shown(self, kind: ListedKind, declared: Sequence[Resource], read: Ahead) -> Found:
        """The objects of a kind whose lists show everything."""
        found = self._sorted(kind, read.bodies(kind))
        if is_missing_one(found, declared) and kind.is_filtered:  # other lists were whole
            # Perhaps its mark was removed by hand: look at everything before anything is created a second time.
            found = self._sorted(kind, self._with_missed(kind, found))
        now = self.clock()
        return replace(found, over={resource.key for resource in declared if kind.is_over(resource.body, now)})

    def _with_missed(self, kind: ListedKind, seen: Found) -> Iterator[Body]:
        """Everything of a kind, and what was seen before and is not in that list: nothing is missing because one list
        said less than another.
        """
        ids = set()
        for body in read_list(self.send, kind):
            ids.add(kind.wire.id_of(body))
            yield body
        for bodies in (*seen.by_key.values(), *seen.ended.values(), seen.unmarked):
            yield from (body for body in bodies if kind.wire.id_of(body) not in ids)

    @cached_property
    def _formerly(self) -> Mapping[str, Set[str]]:
        """The keys that objects had before, by kind."""
        found: dict[str, set[str]] = defaultdict(set)
        for resource in self.resources:
            if resource.formerly:
                found[resource.kind].add(resource.formerly)
        return found

    def _sorted(self, kind: ListedKind, bodies: Iterable[Body]) -> Found:
        formerly = self._formerly.get(kind.name, frozenset())
        return sort_out(kind, bodies, self.catalog, self.target.env, self.clock(), formerly)

    def _cut(self, kind: ListedKind, declared: Sequence[Resource], read: Ahead) -> Found:
        """The objects with all their fields: the managed ones, and those that may have lost their mark."""
        heads, details = read.heads(kind)
        there = self._sorted(kind, heads)
        details.want([*_managed(there), *_lost(kind, there, declared)])
        try:
            return self._sorted(kind, details.bodies())
        finally:
            if self.cache:
                self.cache.keep_only(kind.name, map(kind.wire.id_of, heads))

    def _metrics(self) -> MetricSurvey:
        return MetricSurvey(
            self.send, self.target.parallel, self.catalog, self.namespaces, self.takes_over, self.resources
        )


def _managed(found: Found) -> Iterator[Body]:
    return (body for bodies in found.by_key.values() for body in bodies)


def _lost(kind: ListedKind, found: Found, declared: Sequence[Resource]) -> list[Body]:
    """The heads of those without a mark that may be a declared object."""
    missing: dict[str, list[Body]] = defaultdict(list)
    imported = set()
    for resource in declared:
        if resource.key not in found.by_key:
            missing[kind.marks.title_of(resource.body)].append(resource.body)
            imported.add(resource.imported)
    alike = ((body, missing.get(kind.marks.title_of(body), ())) for body in found.unmarked)
    return [
        body
        for body, others in alike
        if kind.wire.id_of(body) in imported or any(kind.marks.looks_like(body, other) for other in others)
    ]
