"""What is in Datadog of everything that a catalog declares: lists, whole objects, and what belongs to metrics."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from dogwatch.cli.metric_survey import MetricSurvey
from dogwatch.client import Send, Target, read_list, read_whole
from dogwatch.errors import NotAllowed
from dogwatch.kinds import LISTED, Body, ListedKind, Resource
from dogwatch.plan import Found, is_missing_one, sort_out, told_apart


@dataclass(frozen=True)
class Survey:
    """Reads a target for one catalog; `namespaces` hold the metrics it keeps, `takes_over` who kept them before."""

    send: Send
    target: Target
    catalog: str
    resources: Sequence[Resource]
    namespaces: Sequence[str] = ()
    takes_over: Sequence[str] = ()
    clock: Callable[[], float] = time.time

    def found(self) -> Mapping[str, Found]:
        """The found objects by kind; raises ApiError when anything could not be read to its end."""
        with ThreadPoolExecutor(len(LISTED) + 1, thread_name_prefix="dogwatch-survey") as pool:
            metrics = pool.submit(self._metrics().found)
            listed = dict(zip((kind.name for kind in LISTED), pool.map(self._listed, LISTED), strict=True))
            return told_apart({**listed, **metrics.result()})

    def _of(self, kind: str) -> list[Resource]:
        return [resource for resource in self.resources if resource.kind == kind]

    def _listed(self, kind: ListedKind) -> Found:
        declared = self._of(kind.name)
        try:
            found = self._sorted(kind, read_list(self.send, kind, f"catalog:{self.catalog}"))
        except NotAllowed:
            if declared or not kind.is_optional:
                raise
            return Found()
        if is_missing_one(found, declared) and kind.is_filtered:  # other lists were whole
            # Perhaps its mark was removed by hand: look at everything before anything is created a second time.
            found = self._sorted(kind, read_list(self.send, kind))
        if kind.is_cut_in_lists:
            return self._whole(kind, found, declared)
        now = self.clock()
        return replace(found, over={resource.key for resource in declared if kind.is_over(resource.body, now)})

    def _sorted(self, kind: ListedKind, bodies: Sequence[Body]) -> Found:
        formerly = {resource.formerly for resource in self._of(kind.name) if resource.formerly}
        return sort_out(kind, bodies, self.catalog, self.target.env, self.clock(), formerly)

    def _whole(self, kind: ListedKind, found: Found, declared: Sequence[Resource]) -> Found:
        """The same objects with all their fields: the managed ones, and those that may have lost their mark."""
        missing: dict[str, list[Body]] = defaultdict(list)
        imported = set()
        for resource in declared:
            if resource.key not in found.by_key:
                missing[kind.marks.title_of(resource.body)].append(resource.body)
                imported.add(resource.imported)
        alike = ((body, missing.get(kind.marks.title_of(body), ())) for body in found.unmarked)
        lost = [
            body
            for body, others in alike
            if kind.wire.id_of(body) in imported or any(kind.marks.looks_like(body, other) for other in others)
        ]
        heads = [*(body for bodies in found.by_key.values() for body in bodies), *lost]
        whole = read_whole(self.send, kind, [kind.wire.id_of(body) for body in heads], self.target.parallel)
        return self._sorted(kind, list(whole.values()))

    def _metrics(self) -> MetricSurvey:
        return MetricSurvey(
            self.send, self.target.parallel, self.catalog, self.namespaces, self.takes_over, self.resources
        )
