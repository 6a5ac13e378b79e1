from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dogwatch.draw.figures.slo import slo
from dogwatch.draw.figures.timeseries import timeseries
from dogwatch.draw.remark import NotDrawn
from dogwatch.judge import Judging, UptimeBook
from tests.draw.samples import data, store, view

GOOD = {
    "type": "metric",
    "name": "calls succeed",
    "query": {
        "numerator": "sum:page.hits{outcome:ok}.as_count()",
        "denominator": "sum:page.hits{*}.as_count()",
    },
    "thresholds": [{"timeframe": "7d", "target": 95.0, "warning": 99.0}],
}
FAST: dict[str, Any] = {
    "type": "time_slice",
    "name": "fresh",
    "sli_specification": {
        "time_slice": {
            "query": {"formulas": [{"formula": "a"}], "queries": [{"name": "a", "query": "max:page.age{*}"}]},
            "comparator": "<",
            "threshold": 10,
            "query_interval_seconds": 300,
        }
    },
    "thresholds": [{"timeframe": "7d", "target": 50.0}],
}
SLOS = {
    "good": GOOD,
    "fast": FAST,
    "up": {"type": "monitor", "name": "alerts are rare", "thresholds": [{"timeframe": "7d", "target": 99}]},
}
SHOP = data(
    store(
        ("page.hits", ["outcome:ok"], "count", [98.0] * 10),
        ("page.hits", ["outcome:error"], "count", [2.0] * 10),
        ("page.age", [], "gauge", [*[5.0] * 15, *[50.0] * 5]),
    ),
    SLOS,
)


def widget(id: str, **fields: Any) -> dict[str, Any]:
    return {"type": "slo", "slo_id": id, "time_windows": ["7d"], "show_error_budget": True, **fields}


def burning(id: str, measure: str = "burn_rate") -> dict[str, Any]:
    query = {"data_source": "slo", "name": "q", "slo_id": id, "measure": measure}
    return {"type": "timeseries", "requests": [{"queries": [query], "formulas": [{"formula": "q"}]}]}


def test_is_the_share_of_good_events_and_what_is_left_of_the_budget() -> None:
    figure = slo(widget("good"), SHOP, view())
    window = figure.windows[0]
    assert (window.sli, window.target, window.good, window.total) == (98, 95, 980, 1000)
    assert window.left == pytest.approx(60)
    assert figure.state == "warning"


def test_has_a_window_for_each_that_is_asked_for() -> None:
    figure = slo(widget("good", time_windows=["7d", "global_time"], global_time_target="99"), SHOP, view())
    assert [(window.name, window.target) for window in figure.windows] == [("7d", 95), ("global_time", 99)]
    assert figure.windows[1].since == view().begin


def test_counts_the_slices_of_time_of_which_those_without_values_are_good() -> None:
    window = slo(widget("fast"), SHOP, view()).windows[0]
    assert (window.counted, window.total, window.good) == ("slices of 5 min", 2016, 2015)
    assert window.sli == pytest.approx(100 * 2015 / 2016)


def test_without_data_it_is_no_promise_kept() -> None:
    empty = data(store(), SLOS)
    figure = slo(widget("good"), empty, view())
    assert (figure.state, figure.windows[0].sli) == ("no_data", None)


def test_slices_of_which_no_value_was_ever_seen_are_no_promise_kept() -> None:
    figure = slo(widget("fast"), data(store(), SLOS), view())
    assert (figure.state, figure.windows[0].sli, figure.windows[0].left) == ("no_data", None, None)


def test_one_on_monitors_says_by_its_name_that_it_is_not_measured() -> None:
    with pytest.raises(NotDrawn, match="alerts are rare is not measured here"):
        slo(widget("up"), SHOP, view())


def test_one_on_monitors_counts_their_minutes_where_they_are_judged() -> None:
    monitor = {"type": "query alert", "query": "max(last_1m):max:page.age{*} > 4", "options": {}}
    judging = Judging(SHOP.store, {1: monitor}, now=view().now - 3600)
    judging.run(view().now)
    uptime = UptimeBook()
    uptime.learn(judging, [1])
    up = {"type": "monitor", "name": "up", "monitor_ids": [1], "thresholds": [{"timeframe": "7d", "target": 99}]}
    figure = slo(widget("up"), replace(SHOP, slo={"up": up}.get, uptime=uptime), view())
    window = figure.windows[0]
    assert (window.counted, window.total) == ("minutes", 7 * 1440)
    assert window.good is not None
    assert 7 * 1440 - 60 <= window.good < 7 * 1440


def test_one_that_is_not_there_is_said() -> None:
    with pytest.raises(NotDrawn, match="abc"):
        slo(widget("abc"), SHOP, view())


def test_the_budget_burns_as_fast_as_bad_events_come() -> None:
    line = timeseries(burning("good"), SHOP, view()).lines[0]
    assert line.name == "burn rate"
    assert {round(value, 6) for value in line.values if value is not None} == {0.4}


def test_the_budget_of_slices_burns_slice_by_slice() -> None:
    line = timeseries(burning("fast"), SHOP, view()).lines[0]
    assert {value for value in line.values if value is not None} == {0, 2}


def test_what_is_left_of_the_budget_is_drawn_in_percent() -> None:
    (line,) = timeseries(burning("good", "error_budget_burndown"), SHOP, view()).lines
    values = [value for value in line.values if value is not None]
    assert (line.name, line.unit.name) == ("error budget burndown", "percent")
    assert values == sorted(values, reverse=True)
    assert values[-1] == pytest.approx(60)


def test_a_measure_that_an_slo_does_not_have_is_said() -> None:
    figure = timeseries(burning("good", "good_minutes"), SHOP, view())
    assert figure.lines == ()
    assert "the measure good_minutes of an SLO of type metric is not drawn" in figure.remarks[0]


def test_what_is_corrected_is_left_out() -> None:
    now = view().now
    correction = {"slo_id": "good", "start": now - 7 * 86400, "end": now + 60, "category": "Other"}
    assert slo(widget("good"), replace(SHOP, corrections=[correction]), view()).state == "no_data"
