from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from dogwatch.errors import NotEvaluated
from dogwatch.measure import Store, histogram
from dogwatch.query import parse_metric

NOW = 1_800_000_000


def query(text: str) -> Any:
    return parse_metric(text)


def filled() -> Store:
    store = Store()
    for env, value in (("prod", 1.0), ("staging", 100.0)):
        row = store.series("time", [f"env:{env}"], "distribution")
        store.add_samples(row, NOW - 60 * np.arange(10, 0, -1), np.full(10, value))
    return store


def test_counts_the_values_within_the_scope_by_time() -> None:
    found = histogram(filled(), query("histogram:time{env:prod}"), NOW - 600, NOW, 60)
    assert found.weights.sum(axis=1).tolist() == [1.0] * 10
    used = np.flatnonzero(found.weights.sum(axis=0))
    assert found.lows[used[0]] <= 1.0 <= found.highs[used[-1]]


def test_merges_all_series_of_the_scope() -> None:
    found = histogram(filled(), query("histogram:time{*}"), NOW - 600, NOW, 60)
    assert found.weights.sum() == 20


def test_without_values_it_has_no_bins() -> None:
    assert histogram(filled(), query("histogram:other{*}"), NOW - 600, NOW).weights.shape[1] == 0


def test_refuses_what_is_no_distribution() -> None:
    store = Store()
    store.series("load", [], "gauge")
    with pytest.raises(NotEvaluated, match="sketch-of-no-distribution"):
        histogram(store, query("histogram:load{*}"), NOW - 600, NOW)
