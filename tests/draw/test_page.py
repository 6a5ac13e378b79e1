from __future__ import annotations

import time
from typing import Any

import numpy as np
import pytest

from dogwatch.draw import Data, page, painted
from dogwatch.measure import Store
from tests.draw.samples import ENV, HOUR, NOW, UNITS, data, store

NOTE = {"definition": {"type": "note", "content": "hello"}}


def timeseries(query: str) -> dict[str, Any]:
    named = [{"data_source": "metrics", "name": "a", "query": query}]
    request = {"queries": named, "formulas": [{"formula": "a"}], "response_format": "timeseries"}
    return {"definition": {"type": "timeseries", "title": query, "requests": [request]}}


def test_shows_an_hour_up_to_now() -> None:
    found = page({"title": "Shop", "widgets": [NOTE]}, data(store()), NOW)
    assert (found.begin, found.end, found.span, found.title) == (NOW - HOUR, NOW, "1h", "Shop")


def test_shows_what_the_dashboard_wants_unless_it_is_asked_for_another_span() -> None:
    body = {"widgets": [], "default_timeframe": {"type": "live", "unit": "hour", "value": 4}}
    assert page(body, data(store()), NOW).begin == NOW - 4 * HOUR
    assert page(body, data(store()), NOW, "15m").begin == NOW - 900


def test_refuses_a_span_that_is_none() -> None:
    with pytest.raises(ValueError, match="'soon' is no span"):
        page({"widgets": []}, data(store()), NOW, "soon")


def test_offers_the_values_that_tags_have() -> None:
    known = store(("a", ["env:prod"], "gauge", [1.0]), ("b", ["env:staging"], "gauge", [1.0]))
    found = page({**ENV, "widgets": []}, data(known), NOW)
    assert [(choice.name, choice.values, choice.offered) for choice in found.choices] == [
        ("env", ("prod",), ("prod", "staging"))
    ]


def test_what_is_in_a_group_stands_in_it_under_a_name_that_stays() -> None:
    group = {"definition": {"type": "group", "title": "All", "widgets": [NOTE, NOTE]}}
    found = page({"widgets": [NOTE, group]}, data(store()), NOW)
    assert [placed.name for placed in found.widgets] == ["0", "1"]
    assert [placed.name for placed in found.widgets[1].inside] == ["1-0", "1-1"]


def test_twenty_widgets_over_an_hour_are_drawn_before_anybody_waits() -> None:
    made = Store()
    times = np.arange(NOW - HOUR, NOW, 10)
    random = np.random.default_rng(3)
    for number in range(20):
        tags = [f"service:s{number % 4}", f"host:h{number}"]
        made.add(made.series("page.hits", tags, "count"), times, random.poisson(5, len(times)))
        made.add_samples(made.series("page.time", tags, "distribution"), times, random.lognormal(-2, 0.6, len(times)))
    hits = "sum:page.hits{*} by {service}.as_count()"
    queries = [hits, "p95:page.time{*}", "avg:page.time{*} by {host}", f"100 * {hits} / {hits}"]
    body = {"widgets": [timeseries(queries[number % 4]) for number in range(20)]}
    body["widgets"][3] = timeseries("sum:page.hits{*}.as_rate()")
    measured = Data(made, UNITS.get)
    taken = []
    for _ in range(5):
        began = time.process_time()
        painted(page(body, measured, NOW))
        taken.append(time.process_time() - began)
    print(f"20 widgets: {min(taken) * 1000:.0f} ms of the processor's time")
    # A tenth of a second on an idle machine; others work beside this test.
    assert min(taken) < 0.25
