import math

import pytest

from dogwatch.judge.slo.account import Account
from dogwatch.judge.slo.measures import Measure, at_once, over_time
from dogwatch.judge.slo.objective import read_objective
from dogwatch.measure import Store
from tests.measure.series import NOON, put

MINUTES = 3


def account(by: str = "") -> Account:
    """Three minutes of ten events each, of which none, one and two failed; then a minute of nothing."""
    store = Store()
    put(store, "hits", "10 9 8", "code:2xx", kind="count", step=60)
    put(store, "hits", "_ 1 2", "code:5xx", kind="count", step=60)
    query = {"numerator": f"sum:hits{{code:2xx}}{by}.as_count()", "denominator": f"sum:hits{{*}}{by}.as_count()"}
    return Account(store, read_objective({"type": "metric", "query": query, "thresholds": []}))


def row(measure: Measure, minutes: int = MINUTES) -> list[float]:
    found = over_time(account(), measure, 90, NOON, NOON + minutes * 60, 60, by_group=False)
    assert (found.times - NOON).tolist() == [60 * minute for minute in range(minutes)]
    return [round(value, 6) for value in found.values[0].tolist()]


@pytest.mark.parametrize(
    ("measure", "expected", "whole"),
    [
        ("good_events", [10, 9, 8], 27),
        ("bad_events", [0, 1, 2], 3),
        ("slo_status", [100, 90, 80], 90),
        ("error_budget_remaining", [100, 0, -100], 0),
        ("burn_rate", [0, 1, 2], 1),
    ],
)
def test_each_bucket_is_measured_by_itself(measure: Measure, expected: list[float], whole: float):
    assert row(measure) == expected
    (value,) = at_once(account(), measure, 90, NOON, NOON + MINUTES * 60, by_group=False).values
    assert value == pytest.approx(whole)


def test_a_burndown_goes_from_100_percent_down():
    assert row("error_budget_burndown") == [100, 66.666667, 0]
    with pytest.raises(ValueError, match="a time series only"):
        at_once(account(), "error_budget_burndown", 90, NOON, NOON + 60, by_group=False)


def test_a_bucket_without_events_has_no_status():
    assert math.isnan(row("slo_status", minutes=4)[3])
    assert row("good_events", minutes=4)[3] == 0
    assert at_once(account(), "slo_status", 90, NOON + 180, NOON + 240, by_group=False).groups == ()


def test_groups_are_measured_each():
    found = at_once(account(" by {code}"), "good_events", 90, NOON, NOON + 180, by_group=True)
    assert (found.keys, found.groups, found.values.tolist()) == (("code",), (("2xx",), ("5xx",)), [27, 0])


def test_the_first_bucket_is_cut_by_the_window():
    found = over_time(account(), "good_events", 90, NOON + 90, NOON + 180, 60, by_group=False)
    assert (found.times - NOON).tolist() == [60, 120]
    assert found.values[0][1] == 8


def test_an_hour_of_long_ago_that_the_window_cuts_counts_by_its_share():
    store = Store()
    put(store, "hits", "60", kind="count")
    put(store, "hits", "1", kind="count", start=NOON + 20 * 86400)
    query = {"numerator": "sum:hits{*}.as_count()", "denominator": "sum:hits{*}.as_count()"}
    found = Account(store, read_objective({"type": "metric", "query": query, "thresholds": []}))
    end = NOON + 20 * 86400 + 60
    values = over_time(found, "good_events", 90, NOON + 1800, end, 3600, by_group=False).values[0]
    assert (values[0], values[-1], values.sum()) == (30, 1, 31)


def test_time_slices_have_minutes():
    store = Store()
    put(store, "latency", "1 9 1 1", step=60)
    queries = [{"name": "a", "query": "avg:latency{*}"}]
    slices = {"comparator": "<", "threshold": 5, "query_interval_seconds": 60}
    said = {**slices, "query": {"formulas": [{"formula": "a"}], "queries": queries}}
    body = {"type": "time_slice", "thresholds": [], "sli_specification": {"time_slice": said}}
    found = Account(store, read_objective(body))
    values = {
        measure: at_once(found, measure, 90, NOON, NOON + 240, by_group=False).values.tolist()
        for measure in ("good_minutes", "bad_minutes", "slo_status")
    }
    assert values == {"good_minutes": [3], "bad_minutes": [1], "slo_status": [75]}
