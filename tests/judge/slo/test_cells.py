import numpy as np

from dogwatch.judge.slo.cells import read, read_whole
from dogwatch.measure import Plan, Store
from dogwatch.query import parse_metric
from tests.measure.series import NOON

DAY = 86400


def test_the_cells_of_months_follow_one_another_finer_and_finer():
    store = Store()
    series = store.series("hits", (), "count")
    for day in range(90):
        store.add(series, NOON + day * DAY, 1.0)
    end = NOON + 90 * DAY - 37
    found = read(Plan(store, parse_metric("sum:hits{*}.as_count()")), end - 90 * DAY, end)
    lengths = np.diff(found.edges)
    assert [int(each) for each in np.unique(lengths[:-1])] == [10, 60, 3600]
    assert (np.diff(lengths[:-1]) <= 0).all()
    assert found.edges[-1] == end
    assert np.nansum(found.values) == 90
    assert len(found.edges) < 16_000


def test_a_window_that_is_asked_for_as_a_whole_has_few_cells():
    store = Store()
    series = store.series("hits", (), "count")
    for hour in range(30 * 24):
        store.add(series, NOON + hour * 3600 + 1200, 1.0)
    end = NOON + 30 * DAY - 37
    found = read_whole(Plan(store, parse_metric("sum:hits{*}.as_count()")), end - 7 * DAY, end)
    assert len(found.edges) < 7 * 24 + 60 + 360 + 10
    assert (np.diff(found.edges) > 0).all()
    assert np.nansum(found.values) == 7 * 24
    assert len(read_whole(Plan(store, parse_metric("abs(sum:hits{*}.as_count())")), end - 7 * DAY, end).edges) > 5000


def test_groups_are_those_of_any_time():
    store = Store()
    for day in range(10):
        store.add(store.series("hits", [f"day:{day}"], "count"), NOON + day * DAY, 1.0)
    found = read(Plan(store, parse_metric("sum:hits{*} by {day}.as_count()")), NOON, NOON + 10 * DAY)
    assert (found.keys, len(found.groups)) == (("day",), 10)
    assert np.nansum(found.values, axis=1).tolist() == [1] * 10
