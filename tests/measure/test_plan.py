from __future__ import annotations

import numpy as np

from dogwatch.measure import Plan, Store
from dogwatch.query import parse_metric

NOON = 1_700_000_000 // 3600 * 3600


def test_one_gauge_is_averaged_by_twenty_seconds() -> None:
    store = Store()
    series = store.series("queue.depth", ["host:a"])
    store.add(series, NOON + 10 * np.arange(6), [1, 2, 3, 4, 5, 6])

    found = Plan(store, parse_metric("avg:queue.depth{*}")).series(NOON, NOON + 60)

    assert found.groups == ((),)
    assert found.times.tolist() == [NOON, NOON + 20, NOON + 40]
    assert found.values.tolist() == [[1.5, 3.5, 5.5]]
