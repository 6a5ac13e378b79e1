"""How many custom metrics a feature can make: what Datadog charges for, told before anything is sent.

A custom metric is a combination of a metric's name and the values of the tags that are kept of it. A distribution
counts five times (count, sum, min, max, avg), and ten times with percentiles (docs: custom metrics billing). So every
feature makes the product of the values of its tags, of each metric that its instrumentation sends. That is an upper
bound: not every version fails in every way on every route.

Memory is sent per service and not per feature, and metrics of one's own by whoever sends them: neither is counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import prod

from dogwatch.declare.feature import Feature
from dogwatch.declare.signals import Engagement, Resources
from dogwatch.kinds import METRIC_TAGS, Resource
from dogwatch.names import CPU, DURATION, HITS, IN_FLIGHT, INTERACTIONS, METRICS, UPSTREAM, USERS, Metric

# How many values a tag has where nobody says otherwise: two environments, three versions during a deployment, and no
# other service that names its features.
_VALUES = {"env": 2, "service": 1, "feature": 1, "version": 3, "outcome": 2, "error_type": 8, "route": 4, UPSTREAM: 1}
_WITHOUT_PERCENTILES, _WITH_PERCENTILES = 5, 10

Kept = Mapping[str, Iterable[str]]


@dataclass(frozen=True)
class Cost:
    """The custom metrics that a feature can make, by metric; `unknown` are tags whose number of values nobody told."""

    feature: Feature
    by_metric: Mapping[str, int]
    unknown: tuple[str, ...]

    @property
    def total(self) -> int:
        return sum(self.by_metric.values())


def kept_tags(resources: Iterable[Resource]) -> dict[str, list[str]]:
    """The tags that stay of each metric: those of its configuration where there is one, else all that are sent."""
    kept = {metric.name: list(metric.tags) for metric in METRICS}
    configured = (resource.body for resource in resources if resource.kind == METRIC_TAGS.name)
    return kept | {str(body["id"]): list(body["attributes"]["tags"]) for body in configured}


def cost_of(feature: Feature, kept: Kept, values: Mapping[str, int]) -> Cost:
    """What one feature can make; `values` are the numbers of values that the catalog knows of its tags."""
    known = {**_VALUES, **_own_values(feature), **values, **feature.values}
    metrics = list(_sent(feature))
    missing = [key for metric in metrics for key in kept[metric.name] if key not in known]
    return Cost(
        feature,
        {metric.name: _count(metric, kept[metric.name], known) for metric in metrics},
        tuple(dict.fromkeys(missing)),
    )


def _own_values(feature: Feature) -> dict[str, int]:
    """What the feature itself says: its actions, its routes, and whether its service knows when a call is fast."""
    actions = {action for signal in feature.signals_of(Engagement) for action in signal.actions}
    has_bound = any(not getattr(objective, "percentiles", True) for objective in feature.objectives)
    routes = {"route": len(feature.routes)} if feature.routes else {}
    return {"action": max(1, len(actions)), "fast": 2 if has_bound else 1, **routes}


def _sent(feature: Feature) -> Iterator[Metric]:
    """The metrics that the feature's service sends for it."""
    yield from (HITS, DURATION, IN_FLIGHT)
    if any(signal.cpu is not None for signal in feature.signals_of(Resources)):
        yield CPU
    if feature.signals_of(Engagement):
        yield from (INTERACTIONS, USERS)


def _count(metric: Metric, kept: Iterable[str], values: Mapping[str, int]) -> int:
    """Combinations of values, times what Datadog keeps of each. Only calls that fail have a type of error."""
    keys = set(kept)
    combined = 1
    if {"outcome", "error_type"} <= keys:
        keys -= {"outcome", "error_type"}
        combined = values["outcome"] - 1 + values["error_type"]
    combinations = combined * prod(values.get(key, 1) for key in keys)
    if metric.type != "distribution":
        return combinations
    return combinations * (_WITH_PERCENTILES if metric.percentiles else _WITHOUT_PERCENTILES)
