"""The metrics that a feature's monitors, SLOs and dashboards read, as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from dogwatch.kinds import Resource
from dogwatch.names import METRICS
from dogwatch.report.pages.markup import code, table, text

# A metric stands between what aggregates it and its scope: `p95:feature.duration{…}`.
_READ = re.compile(r":([A-Za-z][\w.]*)\{")
_KNOWN = {metric.name: metric for metric in METRICS}
_QUERIES = ("query", "sli_specification", "widgets")


def measured(resources: Iterable[Resource]) -> Iterator[str]:
    """A row per metric with its unit and the tags that are kept; what a service sends on its own has only a name."""
    names = {name for resource in resources for field in _QUERIES for name in _names(resource.body.get(field))}
    ordered = [name for name in _KNOWN if name in names] + sorted(names - _KNOWN.keys())
    yield from table(("Metric", "What it is", "Type", "Unit", "Tags"), map(_row, ordered))


def _row(name: str) -> list[str]:
    metric = _KNOWN.get(name)
    if metric is None:
        return [code(name), "a metric of the service's own", "–", "–", "–"]
    return [code(name), text(metric.description), metric.type, metric.unit, ", ".join(map(code, metric.tags))]


def _names(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from _READ.findall(value)
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _names(item)
