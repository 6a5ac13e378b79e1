from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dogwatch.measure import Round, Store, Sweep, Watch, Windows
from dogwatch.query import Expression, MetricAlert, Over, parse_monitor, read_window

from .plain import Series
from .queries import expressions, leaves, several_series, tops
from .series import NOON, put, put_all

WINDOWS = {"1m": 60, "5m": 300, "10m": 600, "5h": 5 * 3600}


def stored(several: list[Series], before: int) -> Store:
    """What has come in by a moment."""
    store = Store()
    added = []
    for series in several:
        early = [(time, value) for time, value in series.points if time < before]
        if early:
            number = store.series(series.metric, series.tags, series.kind, series.interval)  # type: ignore[arg-type]
            added += [(time, number, value, series.kind) for time, value in early]
    for time, number, value, kind in sorted(added):
        add = store.add_samples if kind == "distribution" else store.add
        assert add(number, time, value).all()
    return store


def check(several: list[Series], tree: Expression, aggregator: str, window: str, begin: int) -> None:
    """All moments in one go come to what each of them does alone, when the store has no more than came in by then."""
    length = WINDOWS[window]
    over = Over(aggregator, read_window(window), tree)
    windows = Windows(NOON + begin - length, length, number=9)
    whole = stored(several, NOON + 3600)
    (swept,) = Sweep(whole, [Watch(whole, over)]).values([windows])
    for turn in range(windows.number):
        moment = windows.window(turn)
        store = stored(several, moment[1])
        if len(store.metrics) < len(whole.metrics):
            continue  # nobody knows yet whether what never reported will be a count, whose lack is 0
        (alone,) = Round(store, [Watch(store, over)]).values([moment])
        found = dict(zip(swept.groups, swept.values[:, turn].tolist(), strict=True))
        expected = dict(zip(alone.groups, alone.values.tolist(), strict=True))
        assert set(expected) <= set(found)
        for group, value in found.items():
            other = expected.get(group, math.nan)
            assert value == other or (math.isnan(value) and math.isnan(other)), (str(tree), turn, group, value, other)


def play(request: pytest.FixtureRequest, trees: st.SearchStrategy[Expression]) -> None:
    number = 3000 if "nightly" in request.config.getoption("markexpr") else 60
    settings(max_examples=number, deadline=None, suppress_health_check=[HealthCheck.too_slow])(
        given(
            several=several_series(),
            tree=trees,
            aggregator=st.sampled_from(["avg", "sum", "min", "max", "last"]),
            window=st.sampled_from(sorted(WINDOWS)),
            begin=st.sampled_from([0, 60, 300, 630]),
        )(check)
    )()


@pytest.mark.nightly
def test_expressions_over_many_windows(request: pytest.FixtureRequest) -> None:
    play(request, expressions(["avg", "sum", "min", "max", "count"]))


@pytest.mark.nightly
def test_queries_over_many_windows(request: pytest.FixtureRequest) -> None:
    play(request, leaves(["avg", "sum", "min", "max", "count"]))


@pytest.mark.nightly
def test_percentiles_over_many_windows(request: pytest.FixtureRequest) -> None:
    play(request, leaves(["p50", "p95"], "d"))


@pytest.mark.nightly
def test_ranks_over_many_windows(request: pytest.FixtureRequest) -> None:
    play(request, tops())


def swept(store: Store, query: str, windows: Windows) -> dict[tuple[str, ...], list[float | None]]:
    """The values of each group, None for none."""
    alert = parse_monitor(query, "query alert")
    assert isinstance(alert, MetricAlert)
    (found,) = Sweep(store, [Watch(store, alert)]).values([windows])
    rows = [[None if math.isnan(value) else value for value in row] for row in found.values.tolist()]
    return dict(zip(found.groups, rows, strict=True))


def test_windows_slide_over_the_minutes() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "1 2 3 4 5 6", "host:b": "_ _ 9 _ _ 3"}, step=60)

    found = swept(store, "max(last_3m):avg:x{*} by {host}.fill(null) > 1", Windows(NOON, 180, number=4))

    assert found == {("a",): [3, 4, 5, 6], ("b",): [9, 9, 9, 3]}


def test_a_gap_is_filled_with_what_came_before_the_end_of_the_window() -> None:
    """The line from 1 to 4 is drawn once the 4 is there."""
    store = Store()
    put_all(store, "x", {"host:a": "1 _ _ 4 4 4", "host:b": "0 0 0 0 0 0"}, step=60)

    assert swept(store, "sum(last_3m):sum:x{*} > 1", Windows(NOON, 180, number=4)) == {(): [1, 9, 11, 12]}


def test_a_gap_is_filled_in_the_windows_that_hold_another_series() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "1 _ 3 _ 3 3", "host:b": "_ _ _ 1 1 1"}, step=60)

    assert swept(store, "sum(last_3m):sum:x{*} > 1", Windows(NOON, 180, number=3)) == {(): [4, 6, 11]}


def test_a_gap_is_filled_that_is_as_long_as_the_limit_and_no_longer() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "1 _ _ _ _ 6 _ _ _ _ _ 6", "host:b": "0 0 0 0 0 0 0 0 0 0 0 0"}, step=60)

    assert swept(store, "sum(last_6m):sum:x{*} > 1", Windows(NOON, 360, number=1)) == {(): [21]}
    assert swept(store, "sum(last_12m):sum:x{*} > 1", Windows(NOON, 720, number=1)) == {(): [27]}


@pytest.mark.parametrize("aggregator", ["avg", "sum", "min", "max"])
@pytest.mark.parametrize("parts", [0, 600])
def test_windows_that_cut_buckets_come_to_what_each_comes_to_alone(aggregator: str, parts: int) -> None:
    """Buckets of five minutes, looked at each minute."""
    store = Store()
    chance = np.random.default_rng(3)
    for host in "ab":
        text = " ".join("_" if chance.random() < 0.3 else f"{chance.random():.3f}" for _ in range(330))
        put(store, "x", text, f"host:{host}", step=60)
    alert = parse_monitor(f"{aggregator}(last_5h):sum:x{{*}} > 1", "query alert")
    assert isinstance(alert, MetricAlert)
    windows = Windows(NOON + 120, 5 * 3600, number=23, parts=parts)

    (found,) = Sweep(store, [Watch(store, alert)]).values([windows])

    for turn in range(windows.number):
        (alone,) = Sweep(store, [Watch(store, alert)]).values([windows.some(turn, 1)])
        assert found.values[:, turn].tolist() == alone.values[:, 0].tolist()
        if parts:
            assert found.parts is not None
            assert alone.parts is not None
            assert found.parts[:, turn].tolist() == alone.parts[:, 0].tolist()


def test_parts_of_windows_say_where_values_are() -> None:
    store = Store()
    put(store, "x", "1 _ _ 4 5 6 7", step=60)
    alert = parse_monitor("avg(last_4m):avg:x{*} > 1", "query alert")
    assert isinstance(alert, MetricAlert)

    (found,) = Sweep(store, [Watch(store, alert)]).values([Windows(NOON, 240, number=3, parts=120)])

    assert found.parts is not None
    assert found.parts.tolist() == [[[True, True], [False, True], [True, True]]]


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("count_not_null(sum:x{host:b} by {host})", [None, None, 1, 1]),
        ("count_not_null(0.5 - sum:x{host:b} by {host}.as_count())", [None, None, 1, 1]),
        ("count_not_null(default_zero(sum:x{*} by {host}))", [2, 2, 3, 3]),
        ("count_nonzero(sum:x{*} by {host}) + count_not_null(sum:x{host:b} by {host})", [None, None, 4, 3]),
    ],
)
def test_what_is_counted_are_groups_that_had_reported_by_then(expression: str, expected: list[float | None]) -> None:
    store = Store()
    put_all(store, "x", {"host:a": "1 1 1 1", "host:c": "1 1 1 0", "host:b": "_ _ 1 1"}, kind="count", step=60)

    assert swept(store, f"max(last_1m):{expression} > 1", Windows(NOON, 60, number=4)) == {(): expected}


def test_what_ranks_are_groups_that_had_reported_by_then() -> None:
    store = Store()
    put_all(store, "x", {"host:a": "-1 -1 -1", "host:b": "_ _ -2"}, step=60)

    query = "max(last_1m):top(default_zero(sum:x{*} by {host}), 1, 'max', 'desc') > 1"
    assert swept(store, query, Windows(NOON, 60, number=3)) == {("a",): [-1, -1, -1]}


def test_the_hours_of_a_day_before_say_what_default_zero_knows() -> None:
    store = Store()
    put(store, "x", "5", "host:a")
    windows = Windows(NOON + 23 * 3600, 300, step=3600, number=4)

    assert swept(store, "sum(last_5m):default_zero(sum:x{*} by {host}) > 1", windows) == {("a",): [0, 0, None, None]}
