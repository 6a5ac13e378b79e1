"""The fast evaluation against a slow one that was written from the pages alone (`plain`)."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dogwatch.measure import Plan, Round, Store, Watch
from dogwatch.query import Expression, MetricQuery, Over, parse_metric, read_window

from . import plain
from .plain import Context, Series, Table
from .queries import SECONDS, expressions, leaves, several_series, tops
from .series import NOON

PLAIN = ["avg", "sum", "min", "max", "count"]
begins = st.sampled_from([NOON, NOON + 10, NOON + 50])
intervals = st.sampled_from([20, 60, 90, 120, 600])


def stored(several: list[Series]) -> Store:
    store = Store()
    added = []
    for series in several:
        number = store.series(series.metric, series.tags, series.kind, series.interval)  # type: ignore[arg-type]
        added += [(time, number, value, series.kind) for time, value in series.points]
    for time, number, value, kind in sorted(added):
        add = store.add_samples if kind == "distribution" else store.add
        assert add(number, time, value).all()
    return store


def same(found: list[float], expected: list[float | None], tolerance: float, least: float = 1e-7) -> bool:
    return all(
        math.isnan(one)
        if other is None or math.isnan(other)
        else math.isclose(one, other, rel_tol=tolerance, abs_tol=least)
        for one, other in zip(found, expected, strict=True)
    )


def check_series(several: list[Series], tree: Expression, begin: int, interval: int, tolerance: float) -> None:
    end = begin + SECONDS
    context = Context(several, begin, end, interval)
    result = Plan(stored(several), tree).series(begin, end, interval)
    expected = plain.evaluate(tree, context)
    if isinstance(expected, float):
        expected = Table((), {(): [expected] * context.count})
    rows = {group: row for group, row in expected.rows.items() if any(value is not None for value in row)}
    assert result.interval == interval
    assert {*result.groups} == {*rows}, str(tree)
    for group, row in zip(result.groups, result.values.tolist(), strict=True):
        assert same(row, rows[group], tolerance), (str(tree), group, row, rows[group])
    if "top" in str(tree):
        assert list(result.groups) == list(rows)


def check_percentiles(several: list[Series], tree: MetricQuery, begin: int, interval: int) -> None:
    """Each is within one percent; what a line fills in, which may be near 0, within that of the greatest value."""
    context = Context(several, begin, begin + SECONDS, interval)
    result = Plan(stored(several), tree).series(begin, begin + SECONDS, interval)
    gappy = replace(tree, modifiers=tuple(each for each in tree.modifiers if each.name != "fill"))
    expected, measured = plain.evaluate(tree, context), plain.evaluate(gappy, context)
    assert isinstance(expected, Table)
    assert isinstance(measured, Table)
    assert {*result.groups} == {group for group, row in expected.rows.items() if any(each is not None for each in row)}
    for group, row in zip(result.groups, result.values.tolist(), strict=True):
        own = measured.rows[group]
        greatest = 0.01 * max(abs(value) for value in own if value is not None)
        for value, exact, before in zip(row, expected.rows[group], own, strict=True):
            assert same([value], [exact], 0.01, 1e-7 if before is not None else greatest), (str(tree), group, row)


@pytest.mark.parametrize("after", [6.0, 7.0, 9.0])
def test_a_line_between_percentiles_of_either_sign_is_as_near_as_they_are(after: float) -> None:
    tree = parse_metric("p50:d{*}.fill(linear, 60)")
    assert isinstance(tree, MetricQuery)
    # One value alone would be exact, as the least and the greatest are.
    points = [(time, value + more) for time, value in ((NOON, -20.0), (NOON + 60, after)) for more in (-3, 0, 4)]
    series = Series("d", frozenset(), "distribution", 10, points)

    check_percentiles([series], tree, NOON, 20)


def check_watch(several: list[Series], tree: Expression, aggregator: str, begin: int) -> None:
    end = begin + SECONDS
    context = Context(several, begin, end, 60, monitor=True)
    store = stored(several)
    watches = [Watch(store, Over(aggregator, read_window("10m"), each)) for each in (tree, tree)]
    found, again = Round(store, watches).values([(begin, end), (begin, end)])
    assert found.groups == again.groups
    expected = plain.reduced(tree, aggregator, context)
    rows = {(): [expected]} if isinstance(expected, float) else expected.rows
    whole = {group: row for group, row in rows.items() if "N/A" not in group}
    assert {*found.groups} == {*whole}, str(tree)
    for group, value in zip(found.groups, found.values.tolist(), strict=True):
        assert same([value], whole[group], 1e-9), (str(tree), group, value, whole[group])


def play(request: pytest.FixtureRequest, check: Callable[..., None], **strategies: st.SearchStrategy[object]) -> None:
    """5,000 examples with `-m nightly`, else a small share."""
    number = 5000 if "nightly" in request.config.getoption("markexpr") else 100
    settings(max_examples=number, deadline=None, suppress_health_check=[HealthCheck.too_slow])(
        given(several=several_series(), begin=begins, **strategies)(check)
    )()


@pytest.mark.nightly
def test_expressions_as_series(request: pytest.FixtureRequest) -> None:
    play(request, check_series, tree=expressions(PLAIN), interval=intervals, tolerance=st.just(1e-9))


@pytest.mark.nightly
def test_expressions_as_monitors_measure_them(request: pytest.FixtureRequest) -> None:
    aggregators = st.sampled_from(["avg", "sum", "min", "max", "last"])
    play(request, check_watch, tree=expressions(PLAIN), aggregator=aggregators)


@pytest.mark.nightly
def test_percentiles_are_within_one_percent(request: pytest.FixtureRequest) -> None:
    percentiles = leaves(["p50", "p75", "p95", "p99"], "d")
    play(request, check_percentiles, tree=percentiles, interval=intervals)


@pytest.mark.nightly
def test_ranks(request: pytest.FixtureRequest) -> None:
    play(request, check_series, tree=tops(), interval=intervals, tolerance=st.just(1e-9))
