"""What services send, held against what a catalog declares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dogwatch.declare import CustomMetric, Declared, Feature, SpanMetric

from .custom_traffic import custom_findings
from .feature_traffic import feature_findings
from .finding import Finding
from .listened import Listened
from .spans import span_findings
from .strangers import broken_findings, stranger_findings


def traffic_findings(
    declared: Declared, features: Sequence[Feature], metrics: Sequence[CustomMetric], listened: Listened
) -> Iterator[Finding]:
    """Everything about these features and metrics of the catalog, and about what nobody declared."""
    if not listened.heard.series:
        yield _nothing(listened)
    counted = {metric.feature.name for metric in declared.metrics if isinstance(metric, SpanMetric) and metric.feature}
    for feature in features:
        yield from feature_findings(feature, listened)
        yield from span_findings(feature, feature.name in counted, listened)
    for metric in metrics:
        yield from custom_findings(metric, listened)
    yield from _versions(features, listened)
    yield from stranger_findings(declared.features, [metric.name for metric in declared.metrics], listened)
    yield from broken_findings(listened)


def _nothing(listened: Listened) -> Finding:
    seen = f"nothing came to port {listened.dogstatsd_port} in {listened.seconds:.0f} s"
    remedy = f"is the service running? It has to start with {listened.way_here}, and without DOGWATCH_ENABLED=false"
    return Finding("DogStatsD", "metrics", "missing", seen, remedy)


def _versions(features: Sequence[Feature], listened: Listened) -> Iterator[Finding]:
    """Services that come without a version, which nothing declared may need."""
    came = [series for series in listened.heard.series if series.metric.startswith("feature.")]
    for service in dict.fromkeys(feature.service for feature in features):
        own = [series for series in came if service in series.values("service")]
        if own and not any(series.values("version") for series in own):
            seen, remedy = "its metrics come without it", "DD_VERSION tells deployments apart"
            yield Finding(f"service {service}", "tag version", "hint", seen, remedy)
