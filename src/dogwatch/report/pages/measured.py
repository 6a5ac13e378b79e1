"""The metrics that a feature's monitors, SLOs and dashboards read, as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dogwatch.declare import CustomMetric, GeneratedMetric
from dogwatch.kinds import Resource
from dogwatch.names import METRICS, Metric
from dogwatch.report.pages.markup import code, table, text

# A metric stands between what aggregates it and its scope: `p95:feature.duration{…}`.
_READ = re.compile(r":([A-Za-z][\w.]*)\{")
_SENT = {metric.name: metric for metric in METRICS}
_QUERIES = ("query", "sli_specification", "widgets")


def measured(resources: Iterable[Resource], own: Mapping[str, CustomMetric | GeneratedMetric]) -> Iterator[str]:
    """A row per metric with its unit and the tags that are kept.

    `own` are the metrics that the catalog declares, by name; of any other only the name is known.
    """
    names = {name for resource in resources for field in _QUERIES for name in _names(resource.body.get(field))}
    ordered = [name for name in _SENT if name in names] + sorted(names - _SENT.keys())
    rows = (_row(name, _SENT.get(name) or own.get(name)) for name in ordered)
    yield from table(("Metric", "What it is", "Type", "Unit", "Tags"), rows)


def _row(name: str, metric: Metric | CustomMetric | GeneratedMetric | None) -> list[str]:
    if metric is None:
        return [code(name), "a metric that the catalog does not describe", "–", "–", "–"]
    unit, tags = text(metric.unit or "–"), ", ".join(map(code, metric.tags)) or "all"
    return [code(name), text(metric.description), text(metric.type), unit, tags]


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _READ.findall(value)
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _names(item)
