"""The metrics of features as pages draw them: of whatever environment and service is chosen at the top."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from dogwatch.declare.feature import Feature
from dogwatch.declare.limit import Threshold
from dogwatch.declare.signals import Errors, Latency, Resources, Traffic
from dogwatch.declare.widgets import Marker
from dogwatch.names import PROCESS_MEMORY, TELLS_NOBODY, Metric
from dogwatch.query import Expr, Source, metric, one_of

PERCENTILES = ("p50", "p95", "p99")

# Deployments are events that whoever deploys sends with these tags; they stand as lines in graphs.
DEPLOYS = ("event:deploy env:$env.value service:$service.value",)


def of_feature(measured: Metric, feature: Feature) -> Source:
    """A metric of a feature."""
    return _measured(measured.name, None if measured is PROCESS_MEMORY else feature.name)


@lru_cache(maxsize=64)  # a page asks for the same few metrics again and again
def _measured(name: str, feature: str | None) -> Source:
    source = metric(name).where("$env", "$service")
    return source if feature is None else source.where(feature=feature)


def of_features(measured: Metric, names: tuple[str, ...]) -> Source:
    """A metric of several features, to be grouped by them."""
    return metric(measured.name).where("$env", "$service", one_of("feature", *names))


def calls(source: Source) -> Expr:
    """How many calls there were."""
    return source.sum().as_count()


def error_share(hits: Source, *by: str) -> Expr:
    """The percentage of calls that end in an error."""
    failed, all_of_them = (calls(each) for each in (hits.where(outcome="error"), hits))
    if by:
        failed, all_of_them = failed.by(*by), all_of_them.by(*by)
    return 100 * failed.default_zero() / all_of_them


def latency_markers(feature: Feature) -> list[Marker]:
    """The limits of the feature's response times."""
    limits = (limit for signal in feature.signals_of(Latency) for limit in signal.limits)
    return [marker for name, limit in limits for marker in _of(limit, name)]


def error_markers(feature: Feature) -> list[Marker]:
    """The limits of the share of errors, in percent as the graph is."""
    limits = [signal.rate for signal in feature.signals_of(Errors) if signal.rate is not None]
    return [marker for limit in limits for marker in _of(limit, "limit", scale=100)]


def traffic_markers(feature: Feature) -> list[Marker]:
    """The least and the most calls per second."""
    signals = feature.signals_of(Traffic)
    named = [(name, getattr(signal, name)) for signal in signals for name in ("min", "max")]
    return [marker for name, limit in named if limit is not None for marker in _of(limit, name)]


def resource_markers(feature: Feature, name: str) -> list[Marker]:
    """The limits of `cpu` or of `memory`."""
    limits = (getattr(signal, name) for signal in feature.signals_of(Resources))
    return [marker for limit in limits if limit is not None for marker in _of(limit, "limit")]


def _of(limit: Threshold[Any], name: str, scale: float = 1) -> Iterator[Marker]:
    """A line where it alerts, and one where it warns."""
    yield Marker(round(limit.critical.base * scale, 9), label=f"{name} {limit.critical}")
    if limit.warn is not None:
        yield Marker(round(limit.warn.base * scale, 9), label=f"{name} {limit.warn}", severity="warning")


def searched(tag: str) -> str:
    """The search for monitors with a tag, in the chosen environment, without those that are parts of others."""
    return f'tag:({tag}) -tag:"{TELLS_NOBODY}" $env'
