"""A feature of the product: what people would miss if it broke."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TypeVar

import attrs

from dogwatch.declare.objectives import Promise
from dogwatch.declare.recording import record
from dogwatch.declare.several import several
from dogwatch.declare.signals import Signal
from dogwatch.declare.silence import Silence, silenced
from dogwatch.declare.team import Team
from dogwatch.names import CPU, DURATION, HITS, IN_FLIGHT, INTERACTIONS, PROCESS_MEMORY, USERS, Metric
from dogwatch.place import Place, here
from dogwatch.query import Source, Variable, metric

S = TypeVar("S", bound=Signal)
P = TypeVar("P", bound=Promise)


def _signals(value: Iterable[Signal]) -> tuple[Signal, ...]:
    return several(value)


def _objectives(value: Iterable[Promise]) -> tuple[Promise, ...]:
    return several(value)


def _tags(value: Sequence[str]) -> tuple[str, ...]:
    return several(value)


def _related(value: Iterable[Feature | str]) -> tuple[Feature | str, ...]:
    return several(value)


@attrs.frozen
class Feature:
    """A feature, who answers for it, what is measured of it and what is promised.

    `team` is a Team or the name of one; `tier` goes from 1 (somebody is woken) to 5; `tags` are added to everything
    made for the feature; `runbook` and `dashboard` are addresses, or paths in the catalog's repository; `related` are
    other features, or their names, to look at when this one breaks. `routes` are the requests of its
    service that are its calls, such as "POST /checkout", "GET /products/{id}" or "TASK shop.tasks.pay". `values` says
    how many values tags of its metrics can have, where that is not what the catalog says; `silences` are of checks that
    find something in what is made for it. With `protect=True` no plan deletes any of that.
    `formerly` is its old name: what is in Datadog under that becomes what is made for it now.
    """

    name: str
    team: Team | str = attrs.field(kw_only=True)
    service: str = attrs.field(kw_only=True)
    signals: tuple[Signal, ...] = attrs.field(default=(), converter=_signals, kw_only=True)
    objectives: tuple[Promise, ...] = attrs.field(default=(), converter=_objectives, kw_only=True)
    tier: int = attrs.field(default=3, kw_only=True)
    description: str = attrs.field(default="", kw_only=True)
    runbook: str | None = attrs.field(default=None, kw_only=True)
    dashboard: str | None = attrs.field(default=None, kw_only=True)
    tags: tuple[str, ...] = attrs.field(default=(), converter=_tags, kw_only=True)
    related: tuple[Feature | str, ...] = attrs.field(default=(), converter=_related, kw_only=True)
    routes: tuple[str, ...] = attrs.field(default=(), converter=_tags, kw_only=True)
    values: Mapping[str, int] = attrs.field(factory=dict, kw_only=True, hash=False)
    silences: tuple[Silence, ...] = attrs.field(default=(), converter=silenced, kw_only=True)
    protect: bool = attrs.field(default=False, kw_only=True)
    formerly: str | None = attrs.field(default=None, kw_only=True)
    place: Place = attrs.field(factory=here, kw_only=True, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        record(self)

    @property
    def metrics(self) -> FeatureMetrics:
        """The feature's metrics as queries, scoped to the environment that a catalog is expanded for."""
        return FeatureMetrics(self)

    @property
    def related_names(self) -> list[str]:
        """The names of the related features."""
        return [other.name if isinstance(other, Feature) else str(other) for other in self.related]

    def signals_of(self, kind: type[S]) -> list[S]:
        """The feature's signals of one class."""
        return [signal for signal in self.signals if isinstance(signal, kind)]

    def objectives_of(self, kind: type[P]) -> list[P]:
        """The feature's objectives of one class."""
        return [objective for objective in self.objectives if isinstance(objective, kind)]


@attrs.frozen
class FeatureMetrics:
    """The metrics that the instrumentation sends for a feature: `checkout.metrics.duration.p95()`."""

    feature: Feature

    @property
    def duration(self) -> Source:
        """Seconds that a call took; a distribution."""
        return self._scoped(DURATION)

    @property
    def hits(self) -> Source:
        """Calls, with the tag `outcome:ok` or `outcome:error`; a count."""
        return self._scoped(HITS)

    @property
    def cpu(self) -> Source:
        """Seconds of processor time that a call took; a distribution, of a sample of the calls."""
        return self._scoped(CPU)

    @property
    def in_flight(self) -> Source:
        """Calls that run at once; a distribution over the workers."""
        return self._scoped(IN_FLIGHT)

    @property
    def interactions(self) -> Source:
        """What people do, with the tag `action`; a count."""
        return self._scoped(INTERACTIONS)

    @property
    def users(self) -> Source:
        """Distinct people in ten seconds on one host; they do not add up, so take the maximum or the average."""
        return self._scoped(USERS)

    @property
    def process_memory(self) -> Source:
        """Bytes that the processes of the feature's service hold, which no single feature can be charged with."""
        return metric(PROCESS_MEMORY.name).where(Variable("env"), service=self.feature.service)

    def _scoped(self, measured: Metric) -> Source:
        return _of(measured.name, self.feature.name, self.feature.service)


@lru_cache(maxsize=64)  # policies ask for the same few metrics of a feature one after another
def _of(measured: str, feature: str, service: str) -> Source:
    return metric(measured).where(Variable("env"), feature=feature, service=service)
