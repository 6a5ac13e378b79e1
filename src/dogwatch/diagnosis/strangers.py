"""What came under names that nobody declares: features, and metrics of the instrumentation's namespace."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dogwatch.declare import Feature
from dogwatch.names import METRICS, NAMESPACE
from dogwatch.nearest import nearest

from .finding import Finding
from .listened import Listened


def stranger_findings(features: Sequence[Feature], own: Sequence[str], listened: Listened) -> Iterator[Finding]:
    """Features that the catalog does not have, and metrics `feature.…` that are neither dogwatch's nor its `own`."""
    known = [feature.name for feature in features]
    for name in listened.heard.values("feature", f"{NAMESPACE}."):
        if name not in known:
            meant = nearest(name, known)
            remedy = f"did you mean {meant!r}?" if meant else "declare it, or track a feature that is declared"
            yield Finding(name, "feature", "wrong", "metrics of it come, and the catalog has no such feature", remedy)
    metrics = [metric.name for metric in METRICS]
    for name in sorted({series.metric for series in listened.heard.series} - {*metrics, *own}):
        if name.startswith(f"{NAMESPACE}."):
            meant = nearest(name, metrics)
            remedy = f"did you mean {meant}?" if meant else "declare it as a CustomMetric"
            yield Finding(name, "metric", "hint", "it comes, and nothing declares it", remedy)


def broken_findings(listened: Listened) -> Iterator[Finding]:
    """Lines that no Agent takes."""
    broken = listened.heard.broken
    if broken:
        remedy = "an Agent leaves them out; send NAME:VALUE|TYPE|#TAG:VALUE"
        seen = f"{len(broken)} cannot be read; the last one: {broken[-1]}"
        yield Finding("DogStatsD", "lines", "wrong", seen, remedy)
