from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from dogwatch.draw.figures.distribution import distribution
from dogwatch.draw.figures.heatmap import heatmap
from dogwatch.draw.units import Unit
from tests.draw.samples import data, store, view

VALUES = np.random.default_rng(1).lognormal(-2, 0.8, 60).tolist()
TIMES = data(
    store(
        ("page.time", ["env:prod"], "distribution", VALUES),
        ("page.load", ["env:prod", "host:a"], "gauge", [1.0] * 60),
        ("page.load", ["env:prod", "host:b"], "gauge", [9.0] * 60),
    )
)


def values(**fields: Any) -> dict[str, Any]:
    query = {"data_source": "metrics", "name": "q", "query": "histogram:page.time{$env}"}
    return {"type": "heatmap", "requests": [{"request_type": "histogram", "query": query}], **fields}


def test_counts_each_value_of_a_distribution_once() -> None:
    figure = heatmap(values(), TIMES, view())
    assert sum(map(sum, figure.counts)) == 60
    assert len(figure.edges) == len(figure.counts[0]) + 1
    assert figure.axis.unit == Unit("second")
    assert figure.edges[0] <= min(VALUES) * 1.01
    assert figure.edges[-1] >= max(VALUES) * 0.99


def test_has_the_percentiles_that_are_marked() -> None:
    marked = [{"value": "50", "display_type": "percentile"}]
    found = heatmap(values(markers=marked), TIMES, view()).percentiles[0]
    known = [value for value in found.values if value is not None]
    assert found.name == "p50"
    # One value in each bucket, so it is its own median.
    assert sorted(known) == pytest.approx(sorted(VALUES), rel=0.01)


def test_counts_groups_by_their_values() -> None:
    named = [{"data_source": "metrics", "name": "a", "query": "avg:page.load{*} by {host}"}]
    body = {"type": "heatmap", "requests": [{"queries": named, "formulas": [{"formula": "a"}]}]}
    figure = heatmap(body, TIMES, view())
    full = [row for row in figure.counts if sum(row)]
    assert {sum(row) for row in full} == {2}
    assert full[0][-1] == 1


def test_without_data_it_is_empty() -> None:
    query = {"data_source": "metrics", "query": "histogram:nothing{*}"}
    figure = heatmap({"type": "heatmap", "requests": [{"request_type": "histogram", "query": query}]}, TIMES, view())
    assert figure.times == ()


def test_a_distribution_has_the_same_values_over_the_whole_time() -> None:
    marked = [{"value": "p50", "display_type": "percentile"}]
    figure = distribution(values(markers=marked), TIMES, view())
    assert sum(figure.counts) == 60
    assert figure.percentiles[0][1] == pytest.approx(float(np.median(VALUES)), rel=0.1)
