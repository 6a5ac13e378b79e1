"""Every metric monitor of real organisations and of Datadog's integrations is judged, or refused by a rule's name."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from dogwatch.judge import Judging
from dogwatch.measure import Store
from tests.corpus import corpus

from .bodies import START


def real_monitors() -> Iterator[dict[str, Any]]:
    """Bodies as they were sent, and as they were answered."""
    with gzip.open(corpus("objects/monitors.jsonl.gz"), "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            sides = (row.get("request"), row.get("response"))
            yield from (body for body in sides if isinstance(body, dict))
    for file in corpus("monitors").rglob("*.json"):
        found = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(found, dict):
            yield found.get("definition", found)


@pytest.fixture(scope="module")
def bodies() -> dict[int, dict[str, Any]]:
    metric = [body for body in real_monitors() if body.get("type") in ("metric alert", "query alert")]
    return dict(enumerate(body for body in metric if "query" in body))


def asked_for(judging: Judging) -> Store:
    """A series of each metric with the tags that monitors group by, with a gap; a distribution where one is asked."""
    leaves = [
        (leaf.query.metric, leaf.aggregator, tuple(f"{key}:a" for key in monitor.subject.keys))
        for monitor in judging.monitors.values()
        for leaf in monitor.subject.compiled[0].tree.leaves
    ]
    spread = {metric for metric, aggregator, _ in leaves if aggregator[1:].isdigit()}
    store = Store()
    minutes = START + 60 * np.array([*range(10), *range(18, 30)])
    for metric, _, tags in leaves:
        series = store.series(metric, tags, "distribution" if metric in spread else "gauge")
        (store.add_samples if metric in spread else store.add)(series, minutes, np.arange(len(minutes)))
    return store


def test_each_is_judged_or_refused_by_name(bodies: dict[int, dict[str, Any]]) -> None:
    judging = Judging(asked_for(Judging(Store(), bodies, now=START)), bodies, now=START)

    notices = judging.run(START + 1800)

    refused = Counter(error.rule for error in judging.refused.values())
    print(f"{len(judging.monitors)} judged, {len(notices)} notices; refused: {dict(refused)}")
    assert set(refused) == {"anomalies", "formula-over-variables"}
    assert len(notices) > 20


def test_each_comes_to_the_same_minute_by_minute(bodies: dict[int, dict[str, Any]]) -> None:
    store = asked_for(Judging(Store(), bodies, now=START))
    whole, live = Judging(store, bodies, now=START), Judging(store, bodies, now=START)

    each = [notice for minute in range(1, 31) for notice in live.run(START + 60 * minute)]

    assert each == whole.run(START + 1800)
