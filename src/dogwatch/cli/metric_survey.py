"""What is in Datadog of metrics: whose they are, which settings wait, and what nobody declares any more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from concurrent.futures import Executor, Future
from dataclasses import dataclass, replace

from dogwatch.client import Send, read_configured_metrics, read_named, read_one, reading
from dogwatch.errors import ApiError
from dogwatch.kinds import METRIC_METADATA, METRIC_TAGS, NAMED, Body, Kind, NamedKind, Resource, owner_of, released_by
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
        """What was found by kind, of metrics that nothing declares only where they are ours, or nobody's.

        One request for each metric, beside the lists; they are under way at once, but for metrics that only the lists
        name.
        """
        with reading(self.parallel) as pool:
            defining = {kind: pool.submit(self._defined, kind) for kind in NAMED}
            configuring = pool.submit(self._configured)
            declared = self._keys_of(METRIC_METADATA).keys() | self._keys_of(METRIC_TAGS).keys()
            borrowed = self._borrowed() - declared
            known = declared | borrowed | self._within(metric.name for metric in METRICS)
            coming = self._reading(pool, METRIC_METADATA, known)
            defined = {kind: future.result() for kind, future in defining.items()}
            listed = configuring.result()
            others = self._within(name for names in (*defined.values(), listed) for name in names) - known
            metadata = _read({**coming, **self._reading(pool, METRIC_METADATA, others)})
            configured = self._configurations(pool, metadata, listed, borrowed)
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
        """The definitions by key. Of those that nothing declares, what has an owner is that owner's, and what its owner
        let go is still to be deleted.
        """
        keys = self._keys_of(kind)
        others = [name for name in bodies if name not in keys and is_within(name, self.namespaces)]
        ours = {name: f"{self.catalog}/{name}" for name in others if self._is_ours(bodies[name], keepers.get(name))}
        unclaimed = [name for name in others if keepers.get(name) is None and released_by(bodies[name]) is None]
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

    def _within(self, names: Iterable[str]) -> Set[str]:
        """Those that are ours by name: their settings may have been this catalog's."""
        return {name for name in names if is_within(name, self.namespaces)}

    def _configured(self) -> Mapping[str, Body | None]:
        """The tag configurations of all metrics; none for a part of a catalog, which asks for the few it needs."""
        return read_configured_metrics(self.send) if self.namespaces else {}

    def _configurations(
        self, pool: Executor, metadata: Mapping[str, Body], listed: Mapping[str, Body | None], borrowed: Set[str]
    ) -> dict[str, Body]:
        """The tag configurations of metrics, as the list shows them; it leaves out what was silent for a month."""
        ours = {name for name, body in metadata.items() if owner_of(body) == self.catalog}
        shown = {name: body for name, body in listed.items() if body is not None and name in metadata}
        wanted = (ours | self._keys_of(METRIC_TAGS).keys() | borrowed) & metadata.keys()
        return {**shown, **_read(self._reading(pool, METRIC_TAGS, wanted - shown.keys()))}

    def _reading(self, pool: Executor, kind: Kind, metrics: Iterable[str]) -> dict[str, Future[Body | None]]:
        return {name: pool.submit(read_one, self.send, kind, name) for name in sorted(metrics)}

    def _sorted(
        self, kind: Kind, bodies: Mapping[str, Body], keepers: Mapping[str, str | None], set_by_hand: Set[str]
    ) -> Found:
        """The bodies by key. `set_by_hand` are the metrics where something would be replaced, if nobody keeps it."""
        keys = self._keys_of(kind)
        ours = {name: f"{self.catalog}/{name}" for name, body in bodies.items() if self._is_ours(body, keepers[name])}
        return Found(
            by_key={key: [bodies[name]] for name, key in {**ours, **keys}.items() if name in bodies},
            waiting={key: _unreported(name) for name, key in keys.items() if name not in keepers},
            refused={key: why for name, key in keys.items() if (why := self._refusal(keepers.get(name)))},
            unowned={key for name, key in keys.items() if name in set_by_hand and keepers[name] is None},
        )

    def _is_ours(self, body: Body, keeper: str | None) -> bool:
        """Whether something of a metric is this catalog's: by the description, else by what it says itself."""
        return (keeper or released_by(body)) == self.catalog

    def _refusal(self, keeper: str | None) -> str | None:
        if keeper in (None, self.catalog, *self.takes_over):
            return None
        return (
            f"the catalog {keeper} keeps the settings of this metric; take its namespace out of namespaces=, "
            f"or say takes_over={keeper!r} where this catalog keeps them from now on"
        )


def _read(coming: Mapping[str, Future[Body | None]]) -> dict[str, Body]:
    bodies = {name: future.result() for name, future in coming.items()}
    return {name: body for name, body in bodies.items() if body is not None}


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
