"""What is in Datadog of metrics: whose they are, which settings wait, and what nobody declares any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from dogwatch.client import Send, read_configured_metrics, read_named, read_whole
from dogwatch.errors import ApiError
from dogwatch.kinds import METRIC_METADATA, METRIC_TAGS, NAMED, Body, Kind, NamedKind, Resource, owner_of
from dogwatch.names import DISTRIBUTIONS, METRICS, is_within
from dogwatch.plan import Found, metrics_with_percentiles

_UNCLAIMED = (
    "it is within the catalog's namespaces, and neither declared nor, by its description, anybody's; "
    "declare it, or delete it in Datadog"
)


@dataclass(frozen=True)
class MetricSurvey:
    """Reads the settings of metrics for one catalog, and those that it kept before within its namespaces.

    A metric exists once it has reported; until then its settings wait. What Datadog computes a metric from is there
    before, and says nothing of who keeps it: the description of the metric does.
    """

    send: Send
    parallel: int
    catalog: str
    namespaces: Sequence[str]
    takes_over: Sequence[str]
    resources: Sequence[Resource]

    def found(self) -> Mapping[str, Found]:
        """What was found by kind, of metrics that nothing declares only where they are ours, or nobody's."""
        with ThreadPoolExecutor(len(NAMED), thread_name_prefix="dogwatch-named") as pool:
            defined = dict(zip(NAMED, pool.map(self._defined, NAMED), strict=True))
        declared = self._keys_of(METRIC_METADATA).keys() | self._keys_of(METRIC_TAGS).keys()
        borrowed = self._borrowed() - declared
        within = {name for bodies in defined.values() for name in bodies if is_within(name, self.namespaces)}
        metadata = self._read(METRIC_METADATA, declared | borrowed | within | self._kept_before())
        configured = self._read(METRIC_TAGS, metadata)
        named = {name: {**body, "metric": name} for name, body in metadata.items()}
        keepers = {name: owner_of(body) for name, body in metadata.items()}
        described = {name for name, body in metadata.items() if body.get("description")}
        lacking = {name: why for name in borrowed if (why := _lack_of_percentiles(name, keepers, configured))}
        tags = self._sorted(METRIC_TAGS, configured, keepers, set(configured))
        return {
            METRIC_METADATA.name: self._sorted(METRIC_METADATA, named, keepers, described),
            METRIC_TAGS.name: replace(tags, lacking=lacking),
            **{kind.name: self._claimed(kind, bodies, keepers) for kind, bodies in defined.items()},
        }

    def _defined(self, kind: NamedKind) -> Mapping[str, Body]:
        """All definitions of a kind, by the metric; none where nobody asks for any that the keys may not read."""
        declared = self._keys_of(kind)
        if not declared and not self.namespaces:
            return {}
        found = read_named(self.send, kind)
        if found is None and declared:
            raise ApiError(f"the catalog declares {kind.name}s, which these keys may not read")
        return found or {}

    def _claimed(self, kind: NamedKind, bodies: Mapping[str, Body], keepers: Mapping[str, str | None]) -> Found:
        """The definitions by key. Of those that nothing declares, what has an owner is that owner's."""
        keys = self._keys_of(kind)
        others = [name for name in bodies if name not in keys and is_within(name, self.namespaces)]
        ours = {name: f"{self.catalog}/{name}" for name in others if keepers.get(name) == self.catalog}
        unclaimed = [name for name in others if keepers.get(name) is None]
        refused = {key: why for name, key in keys.items() if (why := self._refusal(keepers.get(name)))}
        return Found(
            by_key={key: [bodies[name]] for name, key in {**ours, **keys}.items() if name in bodies},
            refused=refused | {f"{self.catalog}/{name}": _UNCLAIMED for name in unclaimed},
        )

    def _keys_of(self, kind: Kind) -> dict[str, str]:
        """The declared keys of a kind by their metric, with which a key ends."""
        keys = (resource.key for resource in self.resources if resource.kind == kind.name)
        return {key.rpartition("/")[2]: key for key in keys}

    def _borrowed(self) -> Set[str]:
        """Distributions of which something declared reads percentiles."""
        return {name for resource in self.resources for name in metrics_with_percentiles(resource)} & DISTRIBUTIONS

    def _kept_before(self) -> Set[str]:
        """Metrics whose settings may have been this catalog's: all of them are ours by name, and have some."""
        if not self.namespaces:
            return set()
        names = (*read_configured_metrics(self.send), *(metric.name for metric in METRICS))
        return {name for name in names if is_within(name, self.namespaces)}

    def _read(self, kind: Kind, metrics: Iterable[str]) -> dict[str, Body]:
        return read_whole(self.send, kind, sorted(metrics), self.parallel)

    def _sorted(
        self, kind: Kind, bodies: Mapping[str, Body], keepers: Mapping[str, str | None], set_by_hand: Set[str]
    ) -> Found:
        """The bodies by key. `set_by_hand` are the metrics where something would be replaced, if nobody keeps it."""
        keys = self._keys_of(kind)
        ours = {name: f"{self.catalog}/{name}" for name, keeper in keepers.items() if keeper == self.catalog}
        return Found(
            by_key={key: [bodies[name]] for name, key in {**ours, **keys}.items() if name in bodies},
            waiting={key: _unreported(name) for name, key in keys.items() if name not in keepers},
            refused={key: why for name, key in keys.items() if (why := self._refusal(keepers.get(name)))},
            unowned={key for name, key in keys.items() if name in set_by_hand and keepers[name] is None},
        )

    def _refusal(self, keeper: str | None) -> str | None:
        if keeper in (None, self.catalog, *self.takes_over):
            return None
        return (
            f"the catalog {keeper} keeps the settings of this metric; take its namespace out of namespaces=, "
            f"or say takes_over={keeper!r} where this catalog keeps them from now on"
        )


def _unreported(metric: str) -> str:
    return f"the metric {metric} has not reported yet"


def _lack_of_percentiles(metric: str, keepers: Mapping[str, str | None], configured: Mapping[str, Body]) -> str | None:
    """Why the percentiles of a metric that this run does not configure cannot be read yet."""
    if metric not in keepers:
        return _unreported(metric)
    if configured.get(metric, {}).get("attributes", {}).get("include_percentiles"):
        return None
    if keepers[metric] is None:  # a part of a catalog keeps no settings either, though the whole may
        return f"the metric {metric} has no percentiles; a run of the whole catalog that keeps it sets them"
    return f"the metric {metric} has no percentiles; the catalog {keepers[metric]} keeps its settings"
